package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a spreadsheet by example: what people see, and what a program must not run. */
class SpreadsheetRowsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "-12.50",
                "-0",
                "+7",
                "+1.5e-3",
                "1+1",
                "a=b",
                "'quoted'",
                "12",
                "100.00",
                "-1E10",
                "ada@example.org",
                "日本語 😀",
                " =1",
                "2026-11-21",
                "semi;colon",
                "1-1"
            })
    void aHarmlessCellIsAsItIs(String text) {
        assertThat(cell(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=cmd|'/c calc'!A0",
                "+1+1",
                "-1+1",
                "-",
                "+",
                "--5",
                "+-5",
                "-1.",
                "-.5",
                "-1e",
                "-Infinity",
                "-infinity",
                "-$1.50",
                "-1 days",
                "@SUM(A1)",
                "+94 77 123 4567",
                "＝1+1",
                "＋1",
                "－1",
                "＠x",
                "=",
                "@"
            })
    void aCellThatWouldRunStartsWithAnApostrophe(String text) {
        assertThat(cell(text)).isEqualTo("'" + text);
    }

    @Test
    void anEscapedStartCountsAndQuotesComeOutside() {
        SpreadsheetLayout layout = layout(column(0, "a"), column(1, "b"));

        assertThat(encode(layout, "\\t=1\tx\n")).isEqualTo("'\t=1,x\r\n");
        assertThat(encode(layout, "\\r=1\tx\n")).isEqualTo("\"'\r=1\",x\r\n");
        assertThat(encode(layout, "\\n=1\tx\n")).isEqualTo("\"'\n=1\",x\r\n");
        assertThat(encode(layout, "=A1,\"x\"\tx\n")).isEqualTo("\"'=A1,\"\"x\"\"\",x\r\n");
        assertThat(encode(layout, "＝a,b\tx\n")).isEqualTo("\"'＝a,b\",x\r\n");
    }

    @Test
    void cellsAreQuotedWhereTheyMustBeAndRowsEndWithCrLf() {
        String line = "a,b\tsay \"hi\"\ttwo\\nlines\\r\\n\tback\\\\slash\ttab\\there\tpläin 😀\n";
        SpreadsheetLayout layout =
                layout(column(0, "a"), column(1, "b"), column(2, "c"), column(3, "d"), column(4, "e"), column(5, "f"));

        assertThat(encode(layout, line))
                .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\r\n\",back\\slash,tab\there,pläin 😀\r\n");
    }

    @Test
    void nullAndEmptyAreEmptyCellsAndNoRowIsAnEmptyLine() {
        assertThat(encode(layout(column(0, "a"), column(1, "b")), "\\N\t\n")).isEqualTo(",\r\n");
        assertThat(encode(layout(column(0, "a")), "\\N\n")).isEqualTo("\"\"\r\n");
        assertThat(encode(layout(column(0, "a")), "\n")).isEqualTo("\"\"\r\n");
        assertThat(encode(layout(column(0, "a"), column(1, "b")), "\\\\N\tNULL\n"))
                .isEqualTo("\\N,NULL\r\n");
    }

    @Test
    void columnsAreShownInTheLayoutsOrderAndOthersAreNot() {
        SpreadsheetLayout layout = new SpreadsheetLayout(
                Bytes.columns(ColumnMapping.TEXT, ColumnMapping.TEXT, ColumnMapping.TEXT),
                List.of(column(2, "Third"), column(0, "First")));

        assertThat(encode(layout, "1\t2\t3\n")).isEqualTo("3,1\r\n");
        assertThat(header(layout)).isEqualTo("\ufeffThird,First\r\n");
    }

    @Test
    void wordingChangesValuesButNotNullAndIsGuardedToo() {
        SpreadsheetLayout layout = layout(
                new SpreadsheetColumn(0, "a", printed -> "=\"" + printed + "\\\"\n"),
                new SpreadsheetColumn(1, "b", printed -> "never"));

        assertThat(encode(layout, "x\t\\N\n")).isEqualTo("\"'=\"\"x\\\"\"\n\",\r\n");
    }

    @Test
    void headingsAreCellsLikeAnyOther() {
        SpreadsheetLayout layout = layout(column(0, "Nome, \"completo\""), column(1, "=1+1"), column(2, "a\tb\\c\n"));

        assertThat(header(layout)).isEqualTo("\ufeff\"Nome, \"\"completo\"\"\",'=1+1,\"a\tb\\c\n\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a\tb\tc", "\\Nx\tb", "a\t\\q", "a\tb\\", "a\t\r", "a\t\u0000"})
    void aLineThatTheServerWouldNotPrintIsRefused(String line) {
        assertThatThrownBy(() -> encode(layout(column(0, "a"), column(1, "b")), line))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED));
    }

    @Test
    void nothingReadsItBack() {
        assertThatThrownBy(() -> Formats.decoder(LineFormat.PG_COPY_TEXT, BackupFormat.SPREADSHEET, List.of()))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_RESTORABLE));
    }

    @Test
    void anotherReaderSeesTheSameCells() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            RandomTable table = new RandomTable(seed);
            SpreadsheetLayout layout = new SpreadsheetLayout(
                    table.columns,
                    IntStream.range(0, table.columns.size())
                            .mapToObj(field -> column(field, "c" + field))
                            .toList());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(SpreadsheetHeader.of(layout));
            RowEncoder encoder = Formats.spreadsheet(layout);
            for (byte[] line : table.lines()) {
                encoder.encode(line, 0, line.length, out::write);
            }
            List<CSVRecord> records = CSVFormat.RFC4180
                    .builder()
                    .setIgnoreEmptyLines(false)
                    .get()
                    .parse(new StringReader(out.toString(UTF_8).substring(1)))
                    .getRecords();

            assertThat(records).as("seed %d", seed).hasSize(table.lines().size() + 1);
            assertThat(records)
                    .as("seed %d", seed)
                    .allSatisfy(record -> assertThat(record.size()).isEqualTo(Math.max(1, table.columns.size())))
                    .allSatisfy(record -> assertThat(record.stream())
                            .noneMatch(cell -> !cell.isEmpty() && "=@\t\r\n".indexOf(cell.charAt(0)) >= 0));
        }
    }

    /** One cell beside another, so that it is quoted for its own sake only. */
    private static String cell(String text) {
        String row = encode(layout(column(0, "a"), column(1, "b")), CopyText.escape(text) + "\tx\n");
        assertThat(row).endsWith(",x\r\n");
        return row.substring(0, row.length() - 4);
    }

    private static String encode(SpreadsheetLayout layout, String line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = Bytes.of(line);
        try {
            Formats.spreadsheet(layout).encode(bytes, 0, bytes.length, out::write);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(UTF_8);
    }

    private static String header(SpreadsheetLayout layout) {
        return new String(SpreadsheetHeader.of(layout), UTF_8);
    }

    private static SpreadsheetColumn column(int field, String heading) {
        return new SpreadsheetColumn(field, heading, null);
    }

    private static SpreadsheetLayout layout(SpreadsheetColumn... columns) {
        return new SpreadsheetLayout(
                Arrays.stream(columns)
                        .map(column -> new FormatColumn(column.heading(), ColumnMapping.TEXT))
                        .toList(),
                List.of(columns));
    }
}
