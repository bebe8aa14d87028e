package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.artifact.Manifest;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.worker.attempt.AttemptStopped;
import io.rowkeep.worker.attempt.TestAttempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other sessions do while a backup runs, and what they see of it. */
class OneInstantIT {

    private final Exports exports = new Exports();

    @BeforeEach
    void makeTables() {
        exports.sql(
                "create table a (t text)",
                "create table b (t text)",
                "insert into a select md5(i::text) from generate_series(1, 20000) i",
                "insert into b values ('before')");
    }

    @Test
    void laterWritesAreNotSeen() {
        BackupSpec spec = Exports.spec(BackupFormat.NATIVE);
        TestAttempt attempt = TestAttempt.backup(spec, 1, false);
        // The first report comes when the snapshot is had, before any table is read.
        once(attempt, () -> exports.sql("insert into b values ('after')", "update a set t = 'changed'"));

        exports.runner().run(spec, attempt);
        Manifest manifest = exports.manifest(spec);

        assertThat(exports.stored(manifest, "public.b")).isEqualTo("before\n");
        assertThat(exports.stored(manifest, "public.a")).hasLineCount(20000).doesNotContain("changed");
        assertThat(manifest.snapshot().takenAt()).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
        assertThat(manifest.snapshot().lsn()).contains("/");
    }

    @Test
    void nobodyCanEmptyOrChangeATableWhileItIsRead() {
        BackupSpec spec = Exports.spec(BackupFormat.NATIVE);
        TestAttempt attempt = TestAttempt.backup(spec, 1, false);
        once(
                attempt,
                () -> assertThatThrownBy(() -> exports.sql("set lock_timeout = 50", "truncate b"))
                        .hasStackTraceContaining("lock timeout"));

        exports.runner().run(spec, attempt);

        assertThat(exports.stored(exports.manifest(spec), "public.b")).isEqualTo("before\n");
    }

    @Test
    void aTableThatIsLockedFailsAfterAFewTriesNamingTheReason() throws SQLException {
        BackupSpec spec = Exports.spec(BackupFormat.NATIVE);
        try (Connection other = exports.database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table b in access exclusive mode");

            assertThatThrownBy(() -> exports.runner().run(spec, TestAttempt.backup(spec, 1, false)))
                    .isInstanceOfSatisfying(
                            BackupException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.LOCK_NOT_AVAILABLE));
        }
    }

    @Test
    void aStopEndsTheServersWorkInTheMiddleOfATable() {
        exports.sql("insert into a select md5(i::text) from generate_series(1, 500000) i");
        BackupSpec spec = Exports.spec(BackupFormat.NATIVE);
        TestAttempt attempt = TestAttempt.backup(spec, 1, false);
        attempt.onProgress = () -> {
            if (attempt.progress.getLast().rows() > 0) {
                attempt.stop();
            }
        };

        assertThatThrownBy(() -> exports.runner().run(spec, attempt)).isInstanceOf(AttemptStopped.class);

        assertThat(attempt.progress.getLast().rows()).isLessThan(260_000);
        assertThat(sessionsOf(spec)).isZero();
        assertThat(exports.bucket.objects).doesNotContainKey(exports.folder(spec) + "manifest.json");
    }

    private static void once(TestAttempt attempt, Runnable action) {
        AtomicInteger calls = new AtomicInteger();
        attempt.onProgress = () -> {
            if (calls.getAndIncrement() == 0) {
                action.run();
            }
        };
    }

    private int sessionsOf(BackupSpec spec) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> count(spec) == 0);
        return count(spec);
    }

    private int count(BackupSpec spec) {
        return exports.copied("(select 1 from pg_catalog.pg_stat_activity where application_name like 'rowkeep/%s/%%')"
                        .formatted(spec.backupId()))
                .length();
    }
}
