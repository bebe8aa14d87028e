package io.rowkeep.control;

import static io.rowkeep.control.ControlFixture.STATISTICS;
import static io.rowkeep.control.ControlFixture.UNAVAILABLE;
import static io.rowkeep.control.ControlFixture.WORKER_A;
import static io.rowkeep.control.ControlFixture.WORKER_B;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobPhase;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.WorkerId;
import io.rowkeep.settings.JobSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobStoreIT {

    private final ControlFixture control = new ControlFixture();
    private final JobStore jobs = control.stores.jobs();

    @Test
    void aClaimedJobIsReadBackAsItWas() {
        Job job = control.submit();

        Claim claim = control.claim(job.id(), WORKER_A);

        Job running = control.job(job.id());
        assertThat(running).isEqualTo(claim.job());
        assertThat(running.status()).isEqualTo(JobStatus.RUNNING);
        assertThat(running.phase()).isEqualTo(JobPhase.READING);
        assertThat(running.worker()).isEqualTo(WORKER_A);
        assertThat(running.attempt()).isEqualTo(1);
        assertThat(running.backupId()).isEqualTo(job.backupId()).isNotNull();
        assertThat(claim.closing()).isNull();
        assertThat(claim.undecided()).isFalse();
        assertThat(control.events(job.id())).containsExactly("io.rowkeep.backup.started.v1 1");
    }

    @Test
    void ofManyClaimersOneWins() throws Exception {
        JobId id = control.submit().id();
        List<Callable<Boolean>> claimers = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(
                        n -> () -> jobs.claim(id, new WorkerId("w" + n)).isPresent())
                .toList();

        try (var threads = Executors.newFixedThreadPool(8)) {
            long winners = 0;
            for (var claimed : threads.invokeAll(claimers)) {
                winners += claimed.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
        assertThat(control.job(id).attempt()).isEqualTo(1);
    }

    @Test
    void aGivenUpAttemptCannotEndTheJob() {
        JobId id = control.submit().id();
        Claim first = control.claim(id, WORKER_A);
        control.expireLease(id);
        control.stores.returns().takeBackLost();
        Claim second = control.claim(id, WORKER_B);

        assertThat(jobs.fail(first, UNAVAILABLE)).isFalse();
        assertThat(jobs.retry(first, UNAVAILABLE)).isFalse();
        assertThat(jobs.handBack(first)).isFalse();
        assertThat(jobs.cancelled(first)).isFalse();
        assertThat(jobs.succeed(first, STATISTICS, null, control.record(first))).isFalse();
        assertThat(jobs.enterApplying(first)).isFalse();
        assertThat(jobs.progress(first, JobProgress.NONE)).isFalse();
        assertThat(jobs.renew(first)).isEqualTo(Lease.LOST);
        assertThat(control.stores.backups().find(control.record(first).id())).isEmpty();
        assertThat(jobs.succeed(second, STATISTICS, null, null)).isTrue();
        assertThat(control.job(id).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void aSuccessIsRecordedOnceWithItsBackupAndItsEvent() {
        JobId id = control.submit().id();
        Claim claim = control.claim(id, WORKER_A);
        BackupRecord record = control.record(claim);

        assertThat(jobs.succeed(claim, STATISTICS, null, record)).isTrue();
        assertThat(jobs.succeed(claim, STATISTICS, null, record)).isFalse();

        Job ended = control.job(id);
        assertThat(ended.statistics()).isEqualTo(STATISTICS);
        assertThat(ended.finishedAt()).isNotNull();
        assertThat(ended.worker()).isNull();
        assertThat(control.stores.backups().find(record.id())).contains(record);
        assertThat(control.unsentCommands(id)).isZero();
        assertThat(control.events(id))
                .containsExactly("io.rowkeep.backup.started.v1 1", "io.rowkeep.backup.completed.v1 2");
    }

    @Test
    void anExpiredLeaseThatNobodyTookIsRenewed() {
        JobId id = control.submit().id();
        Claim claim = control.claim(id, WORKER_A);
        control.expireLease(id);

        assertThat(jobs.renew(claim)).isEqualTo(Lease.HELD);
        assertThat(control.stores.returns().takeBackLost()).isZero();
    }

    @Test
    void aLostWorkerIsRememberedAndTheNextAttemptComesAtOnce() {
        JobId id = control.submit().id();
        control.claim(id, WORKER_A);
        control.expireLease(id);

        assertThat(control.stores.returns().takeBackLost()).isEqualTo(1);

        Job lost = control.job(id);
        assertThat(lost.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(lost.error()).isEqualTo(new JobError(ErrorCode.WORKER_LOST, "The worker a was lost"));
        assertThat(control.unsentCommands(id)).isEqualTo(1);
        assertThat(control.claim(id, WORKER_B).attempt()).isEqualTo(2);
    }

    @Test
    void whenEveryAttemptFailedTheNextOneOnlyCloses() {
        JobId id = control.submit().id();
        jobs.retry(control.claim(id, WORKER_A), UNAVAILABLE);
        jobs.retry(control.claim(id, WORKER_A), UNAVAILABLE);

        Claim closer = control.claim(id, WORKER_A);

        assertThat(closer.closing()).isEqualTo(Closing.EXHAUSTED);
        assertThat(closer.job().error()).isEqualTo(UNAVAILABLE);
        assertThat(jobs.fail(closer, UNAVAILABLE)).isTrue();
        assertThat(control.job(id).status()).isEqualTo(JobStatus.FAILED);
        assertThat(control.events(id))
                .containsExactly(
                        "io.rowkeep.backup.started.v1 1",
                        "io.rowkeep.backup.started.v1 2",
                        "io.rowkeep.backup.failed.v1 3");
    }

    @Test
    void handingBackDoesNotCount() {
        JobId id = control.submit().id();
        for (int i = 0; i < 5; i++) {
            assertThat(jobs.handBack(control.claim(id, WORKER_A))).isTrue();
        }

        Claim next = control.claim(id, WORKER_B);

        assertThat(next.attempt()).isEqualTo(6);
        assertThat(next.closing()).isNull();
    }

    @Test
    void aJobThatMayHaveBeenAppliedStaysUndecided() {
        JobId id = control.submit().id();
        Claim first = control.claim(id, WORKER_A);
        assertThat(jobs.enterApplying(first)).isTrue();
        assertThat(control.job(id).phase()).isEqualTo(JobPhase.APPLYING);
        jobs.handBack(first);

        Claim second = control.claim(id, WORKER_B);
        jobs.handBack(second);
        Claim third = control.claim(id, WORKER_B);

        assertThat(second.undecided()).isTrue();
        assertThat(third.undecided()).isTrue();
        assertThat(third.job().phase()).isEqualTo(JobPhase.READING);
    }

    @Test
    void aJobInItsBackOffIsNotTaken() {
        ControlFixture patient = new ControlFixture(
                new JobSettings(Duration.ofSeconds(15), 5, Duration.ofMinutes(4), Duration.ofMinutes(5)));
        JobId id = patient.submit().id();
        patient.stores.jobs().retry(patient.claim(id, WORKER_A), UNAVAILABLE);

        assertThat(patient.stores.jobs().claim(id, WORKER_A)).isEmpty();
        assertThat(patient.job(id).error()).isEqualTo(UNAVAILABLE);
        Duration wait = Duration.ofSeconds(patient.jdbc
                .sql("select extract(epoch from not_before - announced_at)::bigint from rowkeep.job")
                .query(Long.class)
                .single());
        assertThat(wait).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
    }

    @Test
    void aWaitingJobIsAnnouncedAgainButNotWhileACommandIsUnsent() {
        JobId id = control.submit().id();
        control.jdbc
                .sql(
                        "update rowkeep.job set announced_at = clock_timestamp() - interval '11 seconds', not_before = created_at - interval '1 hour'")
                .update();
        assertThat(control.stores.announcements().announceWaiting()).isZero();

        control.jdbc
                .sql("update rowkeep.outbox set published_at = clock_timestamp()")
                .update();

        assertThat(control.stores.announcements().announceWaiting()).isEqualTo(1);
        assertThat(control.stores.announcements().announceWaiting()).isZero();
        assertThat(control.unsentCommands(id)).isEqualTo(1);
    }
}
