package io.rowkeep.format;

import static io.rowkeep.format.LineFormat.EJSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of Extended JSON, stored, read back and printed. */
class DocumentRowsTest {

    private static final String LINE = "{\"_id\":{\"$oid\":\"68a72cf14b78eb31b9af9e45\"},\"a\":[{},[],true,false,null,"
            + "\"\\u0000 \\\"q\\\" € \",{\"$minKey\":1}],\"\":{\"b.c\":{\"$numberDouble\":\"NaN\"}}}\n";

    @ParameterizedTest
    @EnumSource(names = {"JSON", "NATIVE"})
    void comeBackAsTheyAreHoweverTheyAreCut(BackupFormat format) throws IOException {
        byte[] stored = encoded(Formats.encoder(EJSON, format, List.of()), LINE, LINE.strip());
        assertThat(new String(stored, UTF_8)).isEqualTo(LINE + LINE);
        for (int cut : new int[] {1, 2, 7, stored.length}) {
            RowDecoder decoder = Formats.decoder(EJSON, format, List.of());
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (int at = 0; at < stored.length; at += cut) {
                decoder.decode(stored, at, Math.min(cut, stored.length - at), lines::write);
            }
            decoder.finish(lines::write);
            assertThat(lines.toByteArray()).isEqualTo(stored);
            assertThat(decoder.rows()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}{}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":tru}",
                "{\"a\":-1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":[1,]}",
                "{\"a\":[}",
                "{ }",
                "",
                "{\"a\":\"\\u00g0\"}",
                "{\"a\":1}x"
            })
    void refuseWhatIsNoDocument(String line) {
        assertThatThrownBy(() -> encoded(Formats.encoder(EJSON, BackupFormat.JSON, List.of()), line))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageStartingWith("Line 1 of Extended JSON cannot be stored: ");
    }

    @Test
    void missTheEndOfTheStream() throws IOException {
        RowDecoder decoder = Formats.decoder(EJSON, BackupFormat.JSON, List.of());
        byte[] half = "{\"a\":1}\n{\"a\"".getBytes(UTF_8);
        decoder.decode(half, 0, half.length, (bytes, offset, length) -> {});
        assertThatThrownBy(() -> decoder.finish((bytes, offset, length) -> {}))
                .hasMessage("Document 2 of the stored table is not as it was written: the stream ends inside it");
    }

    @Test
    void haveALimitOfLevels() {
        String deep = "{\"a\":" + "[".repeat(600) + "]".repeat(600) + "}";
        assertThatThrownBy(() -> encoded(Formats.encoder(EJSON, BackupFormat.JSON, List.of()), deep))
                .hasMessageContaining("nested more than 512 levels deep");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"$oid\":\"68a72cf14b78eb31b9af9e45\"} | \"68a72cf14b78eb31b9af9e45\"",
                "{\"$date\":{\"$numberLong\":\"1755788054519\"}} | \"2025-08-21T14:54:14.519Z\"",
                "{\"$date\":{\"$numberLong\":\"-1\"}} | \"1969-12-31T23:59:59.999Z\"",
                "{\"$date\":{\"$numberLong\":\"253402300800000\"}} | \"+010000-01-01T00:00:00.000Z\"",
                "{\"$date\":{\"$numberLong\":\"-62198755200000\"}} | \"-000001-01-01T00:00:00.000Z\"",
                "{\"$numberInt\":\"-7\"} | -7",
                "{\"$numberLong\":\"9007199254740993\"} | 9007199254740993",
                "{\"$numberDouble\":\"1.0\"} | 1.0",
                "{\"$numberDouble\":\"-Infinity\"} | \"-Infinity\"",
                "{\"$numberDecimal\":\"12.340\"} | \"12.340\"",
                "{\"$binary\":{\"base64\":\"AAE=\",\"subType\":\"04\"}} | \"AAE=\"",
                "{\"$literal\":{\"$oid\":{\"$numberInt\":\"7\"}}} | {\"$oid\":7}",
                "{\"$literal\":{\"$literal\":{\"$literal\":{\"$oid\":\"x\"}}}} | {\"$literal\":{\"$oid\":\"x\"}}",
                "{\"$timestamp\":{\"t\":1,\"i\":2}} | {\"$timestamp\":{\"t\":1,\"i\":2}}",
                "{\"$minKey\":1} | {\"$minKey\":1}",
                "{\"$ref\":\"users\",\"$id\":{\"$oid\":\"00\"}} | {\"$ref\":\"users\",\"$id\":\"00\"}",
                "\"{\\\"$oid\\\":1}\" | \"{\\\"$oid\\\":1}\"",
                "[{\"$numberInt\":\"1\"},{\"$numberInt\":\"2\"}] | [1,2]"
            })
    void arePrintedAsApplicationsPrintThem(String value, String plain) throws IOException {
        String line = "{\"a\":%s,\"b\":{\"c\":%s}}".formatted(value, value);
        assertThat(new String(encoded(Formats.plainJson(EJSON, List.of()), line), UTF_8))
                .isEqualTo("{\"a\":%s,\"b\":{\"c\":%s}}\n".formatted(plain, plain));
    }

    private static byte[] encoded(RowEncoder encoder, String... lines) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        for (String line : lines) {
            byte[] bytes = line.getBytes(UTF_8);
            encoder.encode(bytes, 0, bytes.length, stored::write);
        }
        return stored.toByteArray();
    }
}
