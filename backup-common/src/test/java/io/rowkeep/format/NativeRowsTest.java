package io.rowkeep.format;

import static io.rowkeep.format.BackupFormat.NATIVE;
import static io.rowkeep.format.ColumnMapping.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Native rows by example. */
class NativeRowsTest {

    private static final List<FormatColumn> TWO = Bytes.columns(TEXT, TEXT);

    @Test
    void linesStayAsTheyAreAndGetTheirNewline() {
        assertThat(Bytes.encode(NATIVE, TWO, "a\\\\\"\t\\N")).isEqualTo("a\\\\\"\t\\N\n");
        assertThat(Bytes.encode(NATIVE, TWO, "a\t\n")).isEqualTo("a\t\n");
        assertThat(Bytes.encode(NATIVE, List.of(), "")).isEqualTo("\n");
        assertThat(Bytes.decode(NATIVE, List.of(), "\n\n")).isEqualTo("\n\n");
    }

    @Test
    void bytesThatAreNotUtf8Stay() {
        byte[] line = {(byte) 0xff, '\t', (byte) 0xc3, '\n'};

        assertThat(Bytes.encode(NATIVE, TWO, List.of(line))).isEqualTo(line);
        assertThat(Bytes.decode(NATIVE, TWO, line)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\.\n",
                "a\tb\tc\n",
                "a\n",
                "a\t\\.\n",
                "a\tb\\N\n",
                "a\t\\Nb\n",
                "a\tb\r\n",
                "a\t\u0000\n",
                "a\t\\x41\n"
            })
    void linesThatTheServerWouldNotPrintAreRefused(String line) {
        assertThatThrownBy(() -> Bytes.decode(NATIVE, TWO, "\\N\t\\N\n" + line))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_DAMAGED))
                .hasMessageStartingWith("Row 2 ");
        assertThatThrownBy(() -> Bytes.encode(NATIVE, TWO, line)).isInstanceOf(BackupException.class);
    }

    @Test
    void twoLinesAreNotOne() {
        assertThatThrownBy(() -> Bytes.encode(NATIVE, TWO, "a\tb\nc\td\n")).hasMessageContaining("newline");
    }
}
