package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.Part;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.source.postgres.PostgresLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where parts are cut, and what does not fit. */
class PartBoundariesIT {

    private static final int PART_BYTES = 64 << 10;
    /** What a compressor may still hold when it is told to end. */
    private static final int BLOCK_BYTES = 256 << 10;

    private final Exports exports = new Exports(PART_BYTES);

    /** Digits of hashes: nothing that a compressor could make much smaller than half. */
    private static String noise(String length) {
        return "(select string_agg(md5(i::text || j), '') from generate_series(1, %s) j)".formatted(length);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void rowsSpanPartsOnlyWhenTheyAreWide(BackupFormat format) {
        exports.sql(
                "create table wide (i int primary key, t text)",
                "insert into wide select i, %s from generate_series(1, 3) i".formatted(noise("60000")),
                "insert into wide select i, %s from generate_series(4, 3000) i".formatted(noise("10")));

        Manifest manifest = exports.backUp(format);
        List<Part> parts = parts(manifest, "public.wide");

        assertThat(exports.stored(manifest, "public.wide")).isEqualTo(exports.copied("public.wide"));
        assertThat(parts)
                .hasSizeGreaterThan(20)
                .allSatisfy(part -> assertThat(part.storedBytes()).isLessThan(PART_BYTES + BLOCK_BYTES));
        assertThat(parts.subList(0, 3)).allMatch(Part::continues);
        assertThat(parts.subList(parts.size() - 5, parts.size())).noneMatch(Part::continues);
        assertThat(parts.stream().mapToLong(Part::rows).sum()).isEqualTo(3000);
    }

    @Test
    void eachPartIsAFrameThatAPersonCanDecompress() {
        exports.sql("create table t (i int)", "insert into t select generate_series(1, 100000)");
        Manifest manifest = exports.backUp(BackupFormat.NATIVE);
        StringBuilder text = new StringBuilder();

        for (Part part : parts(manifest, "public.t")) {
            byte[] stored = object(manifest, part.key());
            byte[] raw = Zstd.decompress(stored, (int) part.bytes());
            text.append(new String(raw, StandardCharsets.UTF_8));
        }

        assertThat(text.toString()).isEqualTo(exports.copied("public.t"));
    }

    @Test
    void aRowOverTheLimitFailsWithItsKey() {
        exports.sql(
                "create table wide (t text, k text, i int, primary key (i, k))",
                "insert into wide values ('small', 'a', 1), (repeat('x', 200000), E'b\\tc', 2)");
        BackupSpec spec = Exports.spec(BackupFormat.JSON);
        PostgresLimits limits =
                new PostgresLimits(100_000, Duration.ofSeconds(1), 1, Duration.ofSeconds(10), Duration.ofSeconds(15));

        assertThatThrownBy(() -> exports.runner(limits).run(spec, TestAttempt.backup(spec, 1, false)))
                .isInstanceOfSatisfying(
                        BackupException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.ROW_TOO_LARGE))
                .hasMessageContaining("public.wide")
                .hasMessageContaining("(i, k) = (2, b\\tc)");
        assertThat(exports.bucket.get(exports.folder(spec) + "manifest.json", 1 << 20))
                .isEmpty();
    }

    private List<Part> parts(Manifest manifest, String table) {
        byte[] list = object(manifest, Exports.entry(manifest, table).partList().key());
        return new String(Zstd.decompress(list, 1 << 20), StandardCharsets.UTF_8)
                .lines()
                .map(line -> MessageMapper.JSON.readValue(line, Part.class))
                .toList();
    }

    private byte[] object(Manifest manifest, String key) {
        return exports.bucket
                .get("school/all/%s/%s".formatted(manifest.backupId(), key), 1 << 30)
                .orElseThrow();
    }
}
