package io.rowkeep.format;

import static io.rowkeep.format.BackupFormat.CSV;
import static io.rowkeep.format.ColumnMapping.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV records by example: each kind of value, each kind of trouble. */
class CsvRowsTest {

    private static final List<FormatColumn> TWO = Bytes.columns(TEXT, TEXT);

    @Test
    void valuesAreQuotedAndNullIsNot() {
        String line = "say \"hi\", \\\\N\t\\N\n";

        String row = Bytes.encode(CSV, TWO, line);

        assertThat(row).isEqualTo("\"say \"\"hi\"\", \\N\",\n");
        assertThat(Bytes.decode(CSV, TWO, row)).isEqualTo(line);
    }

    @Test
    void controlCharactersAreRaw() {
        String line = "\\b\\f\\n\\r\\t\\v\u0001\u001f\u007f\té😀\n";

        String row = Bytes.encode(CSV, TWO, line);

        assertThat(row).isEqualTo("\"\b\f\n\r\t\u000b\u0001\u001f\u007f\",\"é😀\"\n");
        assertThat(Bytes.decode(CSV, TWO, row)).isEqualTo(line);
    }

    @Test
    void nullEmptyAndNoColumnsAreKeptApart() {
        List<FormatColumn> one = Bytes.columns(TEXT);

        assertThat(Bytes.encode(CSV, one, "\\N")).isEqualTo("\n");
        assertThat(Bytes.decode(CSV, one, "\n\n")).isEqualTo("\\N\n\\N\n");
        assertThat(Bytes.encode(CSV, one, "")).isEqualTo("\"\"\n");
        assertThat(Bytes.decode(CSV, one, "\"\"\n")).isEqualTo("\n");
        assertThat(Bytes.encode(CSV, List.of(), "")).isEqualTo("\n");
        assertThat(Bytes.decode(CSV, List.of(), "\n\n")).isEqualTo("\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\"\n",
                "\"a\",\"b\",\n",
                "\"a\",b\n",
                "a,\"b\"\n",
                "\"a\", \"b\"\n",
                "\"a\"x,\"b\"\n",
                "\n",
                "\"a\",\"b\"\r\n",
                "\"a\",\"\u0000\"\n",
                ",,\n"
            })
    void aRecordThatTheEncoderWouldNotWriteIsRefused(String row) {
        assertThatThrownBy(() -> Bytes.decode(CSV, TWO, "\"\",\"\"\n" + row))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_DAMAGED))
                .hasMessageStartingWith("Row 2 of the stored table is not as it was written: in column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a\tb\tc", "\\Nx\tb", "a\t\\q", "a\tb\\", "a\t\r", "a\t\u0000", "a\nb\tc"})
    void aLineThatTheServerWouldNotPrintIsRefused(String line) {
        assertThatThrownBy(() -> Bytes.encode(CSV, TWO, line)).isInstanceOf(BackupException.class);
    }

    @Test
    void theHeaderQuotesEveryName() {
        List<FormatColumn> columns = List.of(new FormatColumn("id", TEXT), new FormatColumn("a \"b\",\nc", TEXT));

        assertThat(CsvHeader.of(columns)).isEqualTo(Bytes.of("\"id\",\"a \"\"b\"\",\nc\"\n"));
    }
}
