package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.begin;
import static io.rowkeep.worker.source.postgres.TargetBench.names;
import static io.rowkeep.worker.source.postgres.TargetBench.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who waits for whom, and for how long. */
class WaitingIT {

    private static final PostgresLimits IMPATIENT =
            new PostgresLimits(64 << 20, Duration.ofMillis(50), 1, Duration.ofSeconds(10), Duration.ofSeconds(60));
    private static final PostgresLimits SOON_IDLE =
            new PostgresLimits(64 << 20, Duration.ofSeconds(5), 1, Duration.ofSeconds(10), Duration.ofSeconds(3));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TargetBench bench = new TargetBench();

    @BeforeEach
    void aTable() {
        bench.sql(
                "create table m (id int, k int, primary key (id, k)) partition by list (k)",
                "create table m1 partition of m for values in (1)",
                "insert into m values (1, 1)");
    }

    @Test
    void aSecondChangeWaitsForTheFirstHoweverLongEvenForAPartition() {
        try (TargetSession one = bench.session();
                TargetSession two = bench.session(IMPATIENT)) {
            CompletableFuture<Void> second;
            try (TargetChange first = begin(one, "public.m")) {
                second =
                        CompletableFuture.runAsync(() -> begin(two, "public.m1").close());
                awaitWaiting();
                // Longer than any lock may take, while the first one holds the table.
                await().during(Duration.ofMillis(300)).until(() -> !second.isDone());
                first.keepAlive();
            }
            second.join();
        }
    }

    @Test
    void whoWaitsForAnotherChangeCanBeInterrupted() {
        try (TargetSession one = bench.session();
                TargetSession two = bench.session();
                TargetChange first = begin(one, "public.m")) {
            CompletableFuture<Void> second =
                    CompletableFuture.runAsync(() -> begin(two, "public.m").close());
            awaitWaiting();

            two.interrupt();

            assertThatThrownBy(second::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(BackupException.class);
            first.keepAlive();
        }
    }

    @Test
    void aChangeThatNobodyKeepsAliveEnds() {
        try (TargetSession session = bench.session(SOON_IDLE);
                TargetChange change = begin(session, "public.m")) {
            await().atMost(PATIENCE)
                    .until(() -> bench.column("select 1 from pg_stat_activity where state = 'idle in transaction'"
                                    + " and datname = current_database() and application_name = 'rowkeep/test/1'")
                            .isEmpty());
            assertThatThrownBy(change::keepAlive)
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
        }
    }

    @Test
    void aChangeThatIsKeptAliveOutlivesItsIdleTimeOut() {
        try (TargetSession session = bench.session(SOON_IDLE);
                TargetChange change = begin(session, "public.m")) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .during(SOON_IDLE.idleTimeout().plusSeconds(1))
                    .until(() -> {
                        change.keepAlive();
                        return true;
                    });
            assertThat(change.countRows(table("public.m"))).isEqualTo(1);
        }
    }

    @Test
    void whileAViewIsOpenOthersWriteAndItSeesWhatItSaw() {
        try (TargetSession session = bench.session();
                TargetView view = session.view(names("public.m"))) {
            assertThat(view.countRows(table("public.m"))).isEqualTo(1);

            bench.sql("set lock_timeout = '100ms'", "insert into m values (2, 1)", "update m set id = id + 10");

            assertThat(view.compareWithEmpty(table("public.m"))).isEqualTo(new RowChanges(0, 0, 1, 0));
        }
        assertThat(bench.column("select count(*) from m")).containsExactly("2");
    }

    @Test
    void aViewHoldsWhatReadingHoldsAndNothingElse() throws SQLException {
        try (TargetSession session = bench.session()) {
            try (TargetView view = session.view(names("public.m"))) {
                view.compareWithEmpty(table("public.m"));
                assertThat(bench.column(
                                "select distinct mode from pg_locks where relation = any ('{m, m1}'::regclass[])"
                                        + " and pid <> pg_backend_pid()"))
                        .containsExactly("AccessShareLock");
            }
            try (Connection other = bench.connect();
                    Statement statement = other.createStatement()) {
                statement.execute("set lock_timeout = '100ms'");
                statement.execute("truncate m");
            }
        }
    }

    private void awaitWaiting() {
        await().atMost(PATIENCE)
                .until(() -> !bench.column("select 1 from pg_locks where locktype = 'advisory' and not granted"
                                + " and database = (select oid from pg_database where datname = current_database())")
                        .isEmpty());
    }
}
