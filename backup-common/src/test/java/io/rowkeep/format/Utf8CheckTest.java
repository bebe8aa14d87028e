package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our check of UTF-8 against the JDK's. */
class Utf8CheckTest {

    @Test
    void acceptsWhatTheJdkAccepts() {
        int[] edges = {
            0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef,
            0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
        };
        List<String> different = new ArrayList<>();
        for (int first : edges) {
            for (int second : edges) {
                for (int third : edges) {
                    for (int fourth : edges) {
                        byte[] bytes = {(byte) first, (byte) second, (byte) third, (byte) fourth, 'x'};
                        if (accepted(bytes) != acceptedByJdk(bytes)) {
                            different.add(HexFormat.of().formatHex(bytes));
                        }
                    }
                }
            }
        }

        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "CSV"})
    void bytesThatAreNotUtf8AreNeitherStoredNorRead(BackupFormat format) {
        List<FormatColumn> columns = Bytes.columns(ColumnMapping.TEXT);
        byte[] cut = {'a', (byte) 0xc3};
        byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80, '\n'};
        byte[] stored = Bytes.encode(format, columns, List.of(Bytes.of("é")));
        stored[stored.length - (format == BackupFormat.JSON ? 4 : 3)] = 'x';

        assertThatThrownBy(() -> Bytes.encode(format, columns, List.of(cut)))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> Bytes.encode(format, columns, List.of(surrogate)))
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> Bytes.decode(format, columns, stored)).hasMessageContaining("UTF-8");
    }

    private static boolean accepted(byte[] bytes) {
        Utf8Check check = new Utf8Check();
        try {
            for (int at = 0; at < bytes.length; at++) {
                check.run(bytes, at, at + 1);
            }
            return true;
        } catch (Malformed e) {
            return false;
        }
    }

    private static boolean acceptedByJdk(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
