package io.rowkeep.format;

import static io.rowkeep.format.ColumnMapping.BOOLEAN;
import static io.rowkeep.format.ColumnMapping.NUMBER;
import static io.rowkeep.format.ColumnMapping.TEXT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A damaged stream is refused, or it is again one that the encoder would write; it never crashes a decoder. */
class DamageTest {

    private static final List<FormatColumn> COLUMNS = List.of(
            new FormatColumn("id", NUMBER),
            new FormatColumn("nåme", TEXT),
            new FormatColumn("doc", ColumnMapping.JSON),
            new FormatColumn("ok", BOOLEAN),
            new FormatColumn("extra", ColumnMapping.JSON));
    private static final List<byte[]> LINES = List.of(
            Bytes.of("1\tsay \"hi\"\\n\\\\ é😀\u0001\\v\t{\"k\": [1.5, \"\\\\\"\\\\u0001é\"]}\tt\t\\N\n"),
            Bytes.of("-2.5e+07\t\\N\t\\N\tf\tnull\n"),
            Bytes.of("NaN\t\t\"x\"\t\\N\t-1\n"));

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void aStreamThatIsCutIsRefusedUnlessItIsCutBetweenRows(BackupFormat format) {
        byte[] stored = Bytes.encode(format, COLUMNS, LINES);
        int whole = 0;
        for (int length = 0; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            if (length == 0 || length == endOfRows(format, 1) || length == endOfRows(format, 2)) {
                assertThat(Bytes.decode(format, COLUMNS, cut)).isEqualTo(joined(whole++));
            } else {
                assertThatThrownBy(() -> Bytes.decode(format, COLUMNS, cut))
                        .isInstanceOfSatisfying(
                                BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_DAMAGED))
                        .hasMessageContaining("the stream ends inside it");
            }
        }
        assertThat(whole).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void aFlippedBitIsRefusedOrMakesAnotherStreamThatTheEncoderWouldWrite(BackupFormat format) {
        byte[] stored = Bytes.encode(format, COLUMNS, LINES);
        for (int bit = 0; bit < stored.length * 8; bit++) {
            byte[] damaged = stored.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);

            assertRefusedOrCanonical(format, damaged, "bit " + bit);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void randomDamageIsRefusedOrMakesAnotherStreamThatTheEncoderWouldWrite(BackupFormat format) {
        byte[] stored = Bytes.encode(format, COLUMNS, LINES);
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = stored.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                damaged[random.nextInt(damaged.length)] = stored[random.nextInt(stored.length)];
            }

            assertRefusedOrCanonical(format, damaged, "round " + i);
        }
    }

    private static void assertRefusedOrCanonical(BackupFormat format, byte[] damaged, String what) {
        byte[] copyText;
        try {
            copyText = Bytes.decode(format, COLUMNS, damaged);
        } catch (BackupException e) {
            assertThat(e.code()).as(what).isEqualTo(ErrorCode.ARTIFACT_DAMAGED);
            return;
        }
        assertThat(Bytes.encode(format, COLUMNS, lines(copyText))).as(what).isEqualTo(damaged);
    }

    private static List<byte[]> lines(byte[] copyText) {
        return new String(copyText, ISO_8859_1)
                .lines()
                .map(line -> line.getBytes(ISO_8859_1))
                .toList();
    }

    private static int endOfRows(BackupFormat format, int rows) {
        return Bytes.encode(format, COLUMNS, LINES.subList(0, rows)).length;
    }

    private static byte[] joined(int rows) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        LINES.subList(0, rows).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
