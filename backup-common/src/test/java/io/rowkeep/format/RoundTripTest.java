package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Random tables through every format and back, however the bytes are cut, and read by readers that are not ours. */
class RoundTripTest {

    private static final int TABLES = 400;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatIsStoredComesBackByteForByteHoweverItIsCut(BackupFormat format) {
        for (int seed = 0; seed < TABLES; seed++) {
            RandomTable table = new RandomTable(seed);
            byte[] copyText = joined(table.lines());
            byte[] stored = Bytes.encode(format, table.columns, table.lines());
            int[] everyByte = IntStream.range(0, stored.length).toArray();
            int[] some = Arrays.stream(everyByte)
                    .filter(cut -> table.random().nextInt(9) == 0)
                    .toArray();

            assertThat(Bytes.decode(format, table.columns, stored))
                    .as("seed %d", seed)
                    .isEqualTo(copyText);
            assertThat(Bytes.decode(format, table.columns, stored, everyByte))
                    .as("seed %d", seed)
                    .isEqualTo(copyText);
            assertThat(Bytes.decode(format, table.columns, stored, some))
                    .as("seed %d", seed)
                    .isEqualTo(copyText);
        }
    }

    @Test
    void jacksonReadsTheSameValues() {
        for (int seed = 0; seed < TABLES; seed++) {
            RandomTable table = new RandomTable(seed);
            for (int row = 0; row < table.rows.size(); row++) {
                byte[] stored = Bytes.encode(
                        BackupFormat.JSON, table.columns, table.lines().subList(row, row + 1));
                JsonNode read = JSON.readTree(stored);
                List<String> names = new ArrayList<>();
                for (int column = 0; column < table.columns.size(); column++) {
                    FormatColumn expected = table.columns.get(column);
                    String value = table.rows.get(row).get(column);
                    if (value != null || expected.mapping() != ColumnMapping.JSON) {
                        names.add(expected.name());
                        assertValue(read.get(expected.name()), expected.mapping(), value);
                    }
                }
                assertThat(read.propertyNames()).as("seed %d", seed).containsExactlyElementsOf(names);
            }
        }
    }

    @Test
    void commonsCsvReadsTheSameValues() throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator('\n')
                .setIgnoreEmptyLines(false)
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .setNullString("")
                .get();
        for (int seed = 0; seed < TABLES; seed++) {
            RandomTable table = new RandomTable(seed);
            if (table.columns.isEmpty()) {
                continue;
            }
            String stored = new String(Bytes.encode(BackupFormat.CSV, table.columns, table.lines()), UTF_8);
            try (CSVParser parser = CSVParser.parse(new StringReader(stored), format)) {
                List<List<@Nullable String>> read =
                        parser.stream().map(row -> Arrays.asList(row.values())).toList();

                assertThat(read).as("seed %d", seed).isEqualTo(table.rows);
            }
        }
    }

    private static void assertValue(JsonNode read, ColumnMapping mapping, @Nullable String value) {
        if (value == null) {
            assertThat(read.isNull()).isTrue();
            return;
        }
        switch (mapping) {
            case TEXT -> assertThat(read.stringValue()).isEqualTo(value);
            case BOOLEAN -> assertThat(read.booleanValue()).isEqualTo(value.equals("t"));
            case JSON -> assertThat(read).isEqualTo(JSON.readTree(value));
            case NUMBER -> {
                if (value.contains("N") || value.contains("I")) {
                    assertThat(read.stringValue()).isEqualTo(value);
                } else {
                    assertThat(read.decimalValue()).isEqualByComparingTo(value);
                }
            }
        }
    }

    private static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        lines.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
