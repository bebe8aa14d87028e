package io.rowkeep.format;

import static io.rowkeep.format.BackupFormat.JSON;
import static io.rowkeep.format.ColumnMapping.BOOLEAN;
import static io.rowkeep.format.ColumnMapping.NUMBER;
import static io.rowkeep.format.ColumnMapping.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON rows by example: each kind of value, each kind of trouble. */
class JsonRowsTest {

    @Test
    void aColumnMayBeWordedAnew() {
        List<FormatColumn> columns = List.of(
                new FormatColumn("a", TEXT, printed -> printed.replace(' ', 'T') + "\t\"Z"),
                new FormatColumn("b", TEXT));

        assertThat(Bytes.encode(JSON, columns, "2025-10-01 10:00\tx y")).isEqualTo("""
                {"a":"2025-10-01T10:00\\t\\"Z","b":"x y"}
                """);
        assertThat(Bytes.encode(JSON, columns, "\\N\t\\N")).isEqualTo("{\"a\":null,\"b\":null}\n");
        String wide = "x ".repeat(40);
        assertThat(Bytes.encode(JSON, columns, wide + "\ty")).isEqualTo("{\"a\":\"" + wide + "\",\"b\":\"y\"}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '`', textBlock = """
            TEXT|plain|"plain"
            TEXT|say "hi"|"say \\"hi\\""
            TEXT|C:\\\\dir|"C:\\\\dir"
            TEXT|a\\tb\\nc\\rd\\be\\ff\\vg|"a\\tb\\nc\\rd\\be\\ff\\u000bg"
            TEXT|\\\\N|"\\\\N"
            TEXT|\\\\.|"\\\\."
            TEXT|größe 日本 😀|"größe 日本 😀"
            TEXT|\\N|null
            TEXT|``|""
            NUMBER|-12.50|-12.50
            NUMBER|-0|-0
            NUMBER|1e+20|1e+20
            NUMBER|123456789012345678901234567890.000|123456789012345678901234567890.000
            NUMBER|NaN|"NaN"
            NUMBER|-Infinity|"-Infinity"
            NUMBER|Infinity|"Infinity"
            NUMBER|\\N|null
            BOOLEAN|t|true
            BOOLEAN|f|false
            BOOLEAN|\\N|null
            JSON|null|null
            JSON|1.50|1.50
            JSON|true|true
            JSON|"x"|"x"
            JSON|[]|[]
            JSON|{"a": [1, {"b": "}"}]}|{"a": [1, {"b": "}"}]}
            JSON|"\\\\"\\\\\\\\\\\\n\\\\u001f"|"\\"\\\\\\n\\u001f"
            """)
    void eachKindOfValueIsWrittenAndReadBack(ColumnMapping mapping, String field, String json) {
        List<FormatColumn> columns = Bytes.columns(mapping);

        String row = Bytes.encode(JSON, columns, field);

        assertThat(row).isEqualTo("{\"a\":" + json + "}\n");
        assertThat(Bytes.encode(JSON, columns, field + "\n")).isEqualTo(row);
        assertThat(Bytes.decode(JSON, columns, row)).isEqualTo(field + "\n");
    }

    @Test
    void rawControlCharactersAreEscapedAndDeleteIsNot() {
        String field = "\u0001\u000e\u001f\u007f";

        String row = Bytes.encode(JSON, Bytes.columns(TEXT), field);

        assertThat(row).isEqualTo("{\"a\":\"\\u0001\\u000e\\u001f\u007f\"}\n");
        assertThat(Bytes.decode(JSON, Bytes.columns(TEXT), row)).isEqualTo(field + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            \\N,1,\\N,\\N | {"b":1}
            {},1,\\N,2    | {"a":{},"b":1,"d":2}
            \\N,\\N,[],\\N | {"b":null,"c":[]}
            \\N,1,null,3  | {"b":1,"c":null,"d":3}
            """)
    void aJsonbThatIsSqlNullHasNoField(String fields, String json) {
        List<FormatColumn> columns = Bytes.columns(ColumnMapping.JSON, NUMBER, ColumnMapping.JSON, ColumnMapping.JSON);
        String line = fields.replace(',', '\t');

        assertThat(Bytes.encode(JSON, columns, line)).isEqualTo(json + "\n");
        assertThat(Bytes.decode(JSON, columns, json + "\n")).isEqualTo(line + "\n");
    }

    @Test
    void absentFieldsAreFoundWhereKeysBeginAlike() {
        List<FormatColumn> columns = List.of(
                new FormatColumn("key", ColumnMapping.JSON),
                new FormatColumn("other", ColumnMapping.JSON),
                new FormatColumn("ke", ColumnMapping.JSON),
                new FormatColumn("key2", TEXT));

        assertThat(Bytes.decode(JSON, columns, "{\"key2\":\"x\"}\n")).isEqualTo("\\N\t\\N\t\\N\tx\n");
        assertThat(Bytes.decode(JSON, columns, "{\"ke\":1,\"key2\":\"x\"}\n")).isEqualTo("\\N\t\\N\t1\tx\n");
    }

    @Test
    void aRowWithoutFieldsIsAnEmptyObject() {
        assertThat(Bytes.encode(JSON, List.of(), "\n")).isEqualTo("{}\n");
        assertThat(Bytes.decode(JSON, List.of(), "{}\n{}\n")).isEqualTo("\n\n");
        assertThat(Bytes.encode(JSON, Bytes.columns(ColumnMapping.JSON), "\\N")).isEqualTo("{}\n");
        assertThat(Bytes.decode(JSON, Bytes.columns(ColumnMapping.JSON), "{}\n"))
                .isEqualTo("\\N\n");
    }

    @Test
    void anyNameCanBeAKey() {
        List<FormatColumn> columns = List.of(new FormatColumn("a\"b\\c\n\u0001\u000bé😀", NUMBER));

        String row = Bytes.encode(JSON, columns, "1");

        assertThat(row).isEqualTo("{\"a\\\"b\\\\c\\n\\u0001\\u000bé😀\":1}\n");
        assertThat(Bytes.decode(JSON, columns, row)).isEqualTo("1\n");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        List<FormatColumn> columns = List.of(new FormatColumn("x", TEXT), new FormatColumn("x", TEXT));

        assertThatThrownBy(() -> Formats.encoder(LineFormat.PG_COPY_TEXT, JSON, columns))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("\"x\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\tt",
                "1\tt\tx\ty",
                "\tt\tx",
                "01\tt\tx",
                "1\ty\tx",
                "1\ttrue\tx",
                "1\tt\t\\x",
                "1\tt\tx\\",
                "1\tt\t\\Nx",
                "1\tt\ta\rb",
                "1\tt\ta\nb",
                "1\tt\t\u0000",
                "1\\N\tt\tx",
                "1\tt\tx\n\n",
                ""
            })
    void aLineThatTheServerWouldNotPrintIsRefused(String line) {
        assertThatThrownBy(() -> Bytes.encode(JSON, Bytes.columns(NUMBER, BOOLEAN, TEXT), line))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageStartingWith("Line 1 of COPY text cannot be stored in this format: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\\n", "\"\\\\x\"", "\"\\\\u0000\"", "\"\\\\u00\"", "\"\\\\ud800\"", "\"\\\\", "\u0001"})
    void aJsonbThatCouldNotBeReadBackIsRefused(String field) {
        assertThatThrownBy(() -> Bytes.encode(JSON, Bytes.columns(ColumnMapping.JSON), field))
                .isInstanceOf(BackupException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"b\":true}\n",
                "{\"a\":1,\"b\":true,\"c\":\"x\",\"d\":1}\n",
                "{\"a\":1,\"c\":\"x\"}\n",
                "{\"b\":true,\"a\":1,\"c\":\"x\"}\n",
                "{\"a\":1,\"b\":true,\"c\":\"x\"}x\n",
                "{}\n",
                "[]\n",
                "{\"a\":1,\"b\":true,\"c\":\"x\",}\n",
                "{\"a\":1, \"b\":true,\"c\":\"x\"}\n",
                "{\"x\":1}\n",
                "{\"a\":01,\"b\":true,\"c\":\"x\"}\n",
                "{\"a\":,\"b\":true,\"c\":\"x\"}\n",
                "\n",
                "{\"a\":\"nan\",\"b\":true,\"c\":\"x\"}\n",
                "{\"a\":\"1\",\"b\":true,\"c\":\"x\"}\n",
                "{\"a\":1e,\"b\":true,\"c\":\"x\"}\n",
                "{\"a\":1,\"b\":tru,\"c\":\"x\"}\n",
                "{\"a\":1,\"b\":\"t\",\"c\":\"x\"}\n",
                "{\"a\":1,\"b\":true,\"c\":1}\n",
                "{\"a\":1,\"b\":true,\"c\":\"x\"}\r\n"
            })
    void aRowThatTheEncoderWouldNotWriteIsRefused(String row) {
        refused(Bytes.columns(NUMBER, BOOLEAN, TEXT), row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\x", "\\/", "\\u0000", "\\u000a", "\\u0041", "\\u001F", "\\ud800", "\t", "\u0000", "\\\n"})
    void aStringThatTheEncoderWouldNotWriteIsRefused(String content) {
        refused(Bytes.columns(TEXT), "{\"a\":\"" + content + "\"}\n");
        refused(Bytes.columns(ColumnMapping.JSON), "{\"a\":[\"" + content + "\"]}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "]",
                "[1}}",
                "[1}",
                "[{]}",
                "{\"a\":1}}",
                "tru",
                "1]",
                "\"a\"\"b\"",
                "[1]2",
                "[\n]",
                "[é]",
                "-",
                "NaN"
            })
    void aNestedValueThatIsNoneIsRefused(String value) {
        refused(Bytes.columns(ColumnMapping.JSON, NUMBER), "{\"a\":" + value + ",\"b\":1}\n");
    }

    @Test
    void aRefusalNamesRowAndColumn() {
        String rows = "{\"a\":1}\n{\"a\":1}\n{\"a\":1x}\n";

        refused(Bytes.columns(NUMBER), rows)
                .hasMessage(
                        "Row 3 of the stored table is not as it was written: in column \"a\" byte 0x78 cannot stand in a"
                                + " number");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(List<FormatColumn> columns, String rows) {
        return assertThatThrownBy(() -> Bytes.decode(JSON, columns, rows))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_DAMAGED));
    }
}
