package io.rowkeep.worker.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.worker.attempt.AttemptStopped;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Restores among readers, writers, other restores, and people who change their minds. */
class OthersAtWorkIT {

    private final RestoreBench bench = new RestoreBench();

    private SavedBackup aDamagedTable() {
        bench.sql(
                "create table t (id serial primary key, v text)",
                "insert into t (v) select repeat('v', 100) from generate_series(1, 1000)",
                "create table child (id int primary key, t int references t on delete restrict)",
                "insert into child select generate_series(1, 1000), 1");
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql("delete from child where id > 10", "update t set v = 'x'");
        return backup;
    }

    @Test
    void aReaderIsNotWaitedForAndSeesTheOldRowsToItsEnd() throws SQLException {
        SavedBackup backup = aDamagedTable();
        try (Connection reader = bench.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.executeQuery("select count(*) from t, child").close();

            bench.restore(backup);

            var rows = statement.executeQuery("select count(*) from child");
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(10);
        }
        assertThat(bench.value("select count(*) from child")).isEqualTo("1000");
        assertThat(bench.value("select count(*) from t where v like 'vv%'")).isEqualTo("1000");
    }

    @Test
    void aWriterThatDoesNotLetGoIsNamed() throws SQLException {
        SavedBackup backup = aDamagedTable();
        try (Connection writer = bench.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("set application_name = 'shop'");
            statement.execute("insert into child values (5000, 1)");

            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> bench.restore(backup))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.LOCK_NOT_AVAILABLE))
                    .withMessageContaining("\"shop\"")
                    .withMessageContaining("public.child")
                    .withMessageContaining("RowExclusiveLock");
        }
        assertThat(bench.value("select count(*) from rowkeep.applied_job")).isEqualTo("0");
    }

    @Test
    void twoRestoresOfTheSameTablesBothEndRight() {
        SavedBackup backup = aDamagedTable();
        Map<String, List<String>> before = bench.contents();

        CompletableFuture<Outcome> one = CompletableFuture.supplyAsync(() -> bench.restore(backup));
        CompletableFuture<Outcome> two = CompletableFuture.supplyAsync(() -> bench.restore(backup));

        assertThat(one.join()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(two.join()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(bench.contents()).isNotEqualTo(before);
        assertThat(bench.value("select count(*) from rowkeep.applied_job")).isEqualTo("2");
    }

    @Test
    void aCancelledRestoreEndsItsServerSession() {
        SavedBackup backup = aDamagedTable();
        bench.sql("alter table t add check (v = 'x' or pg_sleep(300) is not null)");
        Map<String, List<String>> before = bench.contents();
        TestAttempt attempt = bench.attempt(bench.spec(backup));
        CompletableFuture<Outcome> running = CompletableFuture.supplyAsync(() -> bench.run(attempt));
        String ours = "select count(*) from pg_stat_activity where application_name like 'rowkeep/%s/%%'"
                .formatted(attempt.claim().jobId());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bench.value(ours + " and wait_event = 'PgSleep'").equals("1"));

        attempt.stop();

        // What the server does takes five minutes for each row.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> running.isDone() && bench.value(ours).equals("0"));
        assertThatThrownBy(running::join).hasCauseInstanceOf(AttemptStopped.class);
        assertThat(bench.contents()).isEqualTo(before);
        attempt.beginClosing();
        assertThat(bench.close(attempt, new Outcome.Cancelled())).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void progressCountsRowsBytesAndTables() {
        SavedBackup backup = aDamagedTable();
        TestAttempt attempt = bench.attempt(bench.spec(backup));

        bench.run(attempt);

        assertThat(attempt.progress.getLast().rows()).isEqualTo(2000);
        assertThat(attempt.progress.getLast().bytes()).isGreaterThan(100_000);
        assertThat(attempt.progress.getLast().tables().done()).isEqualTo(2);
    }
}
