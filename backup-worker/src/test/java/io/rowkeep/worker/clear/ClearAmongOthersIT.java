package io.rowkeep.worker.clear;

import static io.rowkeep.worker.change.ChangeBench.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.worker.attempt.AttemptStopped;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.change.ChangeBench;
import io.rowkeep.worker.export.BackupRunner;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.Sources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clears among backups, other clears, and people who change their minds. */
class ClearAmongOthersIT {

    /** The common pool may have one thread. */
    private static final Executor ASIDE = Thread::startVirtualThread;

    private final ChangeBench bench = new ChangeBench();
    private final Source source = bench.withDataset(DatasetName.ALL, List.of(), rule("public.users", "id = 1"));
    private final ClearSpec clear = new ClearSpec(source.name(), DatasetName.ALL, List.of(), false, false, true);

    @BeforeEach
    void makeTables() {
        bench.sql(
                "create table users (id int primary key)",
                "create table note (id int primary key, author int references users, body text)",
                "insert into users select generate_series(1, 100)",
                "insert into note select n, 1 + n % 100, repeat(md5(n::text), 100) from generate_series(1, 5000) n");
    }

    @Test
    void aBackupThatReadsTheTablesAndTheClearAreBothRight() throws InterruptedException {
        BackupId id = new BackupId(UUID.randomUUID());
        BackupSpec spec = new BackupSpec(source.name(), DatasetName.ALL, id, List.of(), BackupFormat.JSON, null);
        TestAttempt backup = TestAttempt.backup(spec, 1, false);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch cleared = new CountDownLatch(1);
        backup.onProgress = () -> {
            if (backup.progress.getLast().rows() > 0) {
                reading.countDown();
                awaitIt(cleared);
            }
        };
        CompletableFuture<Outcome> running = CompletableFuture.supplyAsync(
                () -> new BackupRunner(new Sources(List.of(source)), bench.writer).run(spec, backup), ASIDE);
        awaitIt(reading);

        bench.done(clear, source);
        cleared.countDown();

        assertThat(running.join()).isInstanceOf(Outcome.Succeeded.class);
        Manifest manifest = new BackupReader(bench.store).manifest(source.name(), DatasetName.ALL, id);
        assertThat(manifest.tables())
                .extracting(table -> table.name().name() + " " + table.rows())
                .containsExactly("note 5000", "users 100");
        assertThat(bench.value("select (select count(*) from users) || ' ' || (select count(*) from note)"))
                .isEqualTo("1 0");
    }

    @Test
    void oneOfTwoClearsWaitsForTheOther() {
        TestAttempt slow = bench.attempt(clear);
        CountDownLatch saving = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        slow.onSaving = id -> {
            saving.countDown();
            awaitIt(goOn);
        };
        CompletableFuture<Outcome> one = CompletableFuture.supplyAsync(() -> bench.run(slow, source), ASIDE);
        awaitIt(saving);
        CompletableFuture<Outcome> two = CompletableFuture.supplyAsync(() -> bench.done(clear, source), ASIDE);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bench.value("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                        .equals("1"));

        goOn.countDown();

        assertThat(((Outcome.Succeeded) one.join()).statistics().tables())
                .extracting(table -> table.rows())
                .containsExactly(0L, 1L);
        assertThat(((Outcome.Succeeded) two.join()).statistics().tables())
                .extracting(
                        table -> table.changes() == null ? -1 : table.changes().deleted())
                .containsExactly(0L, 0L);
    }

    @Test
    void aCancelledClearStopsWhileItSavesAndChangesNothing() {
        Map<String, List<String>> before = bench.contents();
        TestAttempt attempt = bench.attempt(clear);
        CountDownLatch stopped = new CountDownLatch(1);
        bench.store.onWrite = key -> {
            attempt.stop();
            stopped.countDown();
        };

        assertThatThrownBy(() -> bench.run(attempt, source)).isInstanceOf(AttemptStopped.class);

        assertThat(stopped.getCount()).isZero();
        assertThat(bench.contents()).isEqualTo(before);
        // The server ends a session after its client has left.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bench.value(
                                "select count(*) from pg_stat_activity where application_name like 'rowkeep/%s/%%'"
                                        .formatted(attempt.claim().jobId()))
                        .equals("0"));
        assertThat(bench.store.objects.keySet()).noneMatch(key -> key.endsWith("manifest.json"));
    }

    @Test
    void theChangeIsKeptAliveWhileTheTablesAreSaved() {
        TestAttempt attempt = bench.attempt(clear);
        bench.store.onWrite = key -> {
            if (key.contains("note/0")) {
                await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            }
        };
        String ours =
                "select count(*) from pg_stat_activity where application_name like 'rowkeep/%s/%%' and query = 'select 1'"
                        .formatted(attempt.claim().jobId());
        CompletableFuture<Outcome> running = CompletableFuture.supplyAsync(() -> bench.run(attempt, source), ASIDE);

        await().atMost(Duration.ofSeconds(20)).until(() -> bench.value(ours).equals("1"));

        assertThat(running.join()).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void progressNamesTheTablesThatAreSavedAndCleared() {
        TestAttempt attempt = bench.attempt(clear);

        bench.run(attempt, source);

        assertThat(attempt.progress).anySatisfy(saving -> {
            assertThat(saving.rows()).isEqualTo(5100);
            assertThat(saving.bytes()).isGreaterThan(5_000_000);
        });
        assertThat(attempt.progress.getLast().rows()).isEqualTo(5099);
        assertThat(attempt.progress.getLast().latest())
                .extracting(table -> table.name().name() + " " + table.rows())
                .containsExactly("note 5000", "users 99");
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
