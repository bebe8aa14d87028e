package io.rowkeep.control;

import static io.rowkeep.control.ControlFixture.PEOPLE;
import static io.rowkeep.control.ControlFixture.SCHOOL;
import static io.rowkeep.control.ControlFixture.STATISTICS;
import static io.rowkeep.control.ControlFixture.WORKER_A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.PruneSpec;
import io.rowkeep.job.RestoreSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two requests about one backup at the same moment: whichever comes first is whole before the other looks. */
class DeletionRaceIT {

    private final ControlFixture control = new ControlFixture();
    private final BackupId backup = stored();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aDeletionWaitsForTheHoldThatCameFirst() throws Exception {
        assertThat(second(this::hold, this::delete)).hasValue(ErrorCode.BACKUP_HELD);
    }

    @Test
    void aDeletionWaitsForTheRestoreThatCameFirst() throws Exception {
        assertThat(second(this::restore, this::delete)).hasValue(ErrorCode.BACKUP_IN_USE);
    }

    @Test
    void aHoldWaitsForTheDeletionThatCameFirst() throws Exception {
        assertThat(second(this::delete, this::hold)).hasValue(ErrorCode.BACKUP_NOT_FOUND);
    }

    @Test
    void aRestoreWaitsForTheDeletionThatCameFirst() throws Exception {
        assertThat(second(this::delete, this::restore)).hasValue(ErrorCode.BACKUP_NOT_FOUND);
    }

    @Test
    void aSecondDeletionWaitsForTheFirst() throws Exception {
        assertThat(second(this::delete, this::delete)).hasValue(ErrorCode.BACKUP_NOT_FOUND);
    }

    @Test
    void twoRestoresDoNotWaitForEachOther() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Future<?> first = heldOpen(this::restore, over);

        assertThat(code(this::restore)).isEmpty();

        over.countDown();
        first.get();
    }

    /** What the second request is answered when it comes while the first one's transaction is still open. */
    private Optional<ErrorCode> second(Runnable first, Runnable second) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Future<?> before = heldOpen(first, over);
        Future<Optional<ErrorCode>> after = threads.submit(() -> code(second));
        await("the second request waits for a lock").until(() -> waiting() == 1);
        over.countDown();
        before.get();
        return after.get();
    }

    // The stores join the transaction of the thread that calls them.
    private Future<?> heldOpen(Runnable request, CountDownLatch over) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Callable<Void> transaction = () -> {
            control.transactions.executeWithoutResult(status -> {
                request.run();
                done.countDown();
                awaitQuietly(over);
            });
            return null;
        };
        Future<?> running = threads.submit(transaction);
        done.await();
        return running;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int waiting() {
        return control.jdbc
                .sql(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .query(Integer.class)
                .single();
    }

    private static Optional<ErrorCode> code(Runnable request) {
        try {
            request.run();
            return Optional.empty();
        } catch (BackupException e) {
            return Optional.of(e.code());
        }
    }

    private void hold() {
        control.stores.marks().change(backup, BackupChange.NONE.withHeld(true), control.caller);
    }

    private void delete() {
        submit(new PruneSpec(SCHOOL, PEOPLE, backup));
    }

    private void restore() {
        submit(RestoreSpec.replace(SCHOOL, PEOPLE, backup, List.of(), true));
    }

    private void submit(JobSpec spec) {
        control.intake().submit(spec, control.caller, null);
    }

    private BackupId stored() {
        Claim claim = control.claim(control.submit().id(), WORKER_A);
        control.jobs().succeed(claim, STATISTICS, null, control.record(claim));
        return control.record(claim).id();
    }
}
