package io.rowkeep.worker.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ImportFormat;
import io.rowkeep.worker.settings.ImportLimits;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever becomes of a file on its way: it gives the records that it holds, or a refusal. */
class DamagedFilesTest {

    private static final String CSV = "id,name\n1,a\n2,\"b\"\"\nc\"\n3,\n";
    private static final String COPY = "1\ta\\tb\n2\t\\N\n";
    private static final String LINES = "{\"id\": 1, \"name\": \"a\\u00e4\"}\n{\"id\": 2}\n";
    private static final int FLIPS = 300;

    record Sample(
            String what,
            byte[] file,
            @Nullable String table,
            @Nullable ImportFormat format) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("smart backup", Packed.bytes(JsonFormsTest.SMART), null, null),
                new Sample("users document", Packed.bytes(JsonFormsTest.USERS), null, null),
                new Sample("lines", Packed.bytes(LINES), "users", ImportFormat.JSONL),
                new Sample("CSV", Packed.bytes(CSV), "users", ImportFormat.CSV),
                new Sample("COPY text", Packed.bytes(COPY), "users", ImportFormat.COPY),
                new Sample("gzip", Packed.gzip(Packed.bytes(LINES)), "users", ImportFormat.JSONL),
                new Sample(
                        "gzip of two members",
                        Packed.joined(Packed.gzip(Packed.bytes(LINES)), Packed.gzip(Packed.bytes(LINES))),
                        "users",
                        ImportFormat.JSONL),
                new Sample("zstd", Packed.zstd(Packed.bytes(LINES)), "users", ImportFormat.JSONL),
                new Sample("archive", Packed.zip("users.jsonl", LINES, "Room.csv", "number\n1\n"), null, null));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void cutAnywhere(Sample sample) {
        Files.Imported whole = imported(sample, sample.file());
        assertThat(whole).isNotNull();

        for (int length = 0; length < sample.file().length; length++) {
            Files.Imported cut = imported(sample, Arrays.copyOf(sample.file(), length));
            if (cut != null) {
                cut.staged()
                        .forEach((table, lines) ->
                                assertThat(whole.staged().get(table)).startsWith(lines));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void flippedAnywhere(Sample sample) {
        Random random = new Random(7);
        for (int flip = 0; flip < FLIPS; flip++) {
            byte[] damaged = sample.file().clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            imported(sample, damaged);
        }
    }

    private static Files.@Nullable Imported imported(Sample sample, byte[] file) {
        try {
            return Files.load(file, sample.table(), sample.format(), ImportLimits.DEFAULT);
        } catch (BackupException e) {
            assertThat(e.code()).isIn(ErrorCode.IMPORT_REFUSED, ErrorCode.TABLE_NOT_FOUND);
            assertThat(e).hasMessageNotContaining("Exception");
            return null;
        }
    }
}
