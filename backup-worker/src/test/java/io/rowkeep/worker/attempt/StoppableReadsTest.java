package io.rowkeep.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.Claim;
import io.rowkeep.job.JobProgress;
import io.rowkeep.worker.attempt.AttemptStopped.Reason;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StoppableReadsTest {

    private final SilentStore store = new SilentStore();

    @Test
    @Timeout(60)
    void aStoppedAttemptDidNotEndWhileItReadFromASilentStore() throws InterruptedException {
        StoppableReads reads = new StoppableReads(store, new StoppedOnceAsked());

        assertThatThrownBy(() -> reads.get("key", 10)).isInstanceOf(AttemptStopped.class);

        assertThat(store.asked.getCount()).isZero();
        assertThat(store.letGo.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Timeout(60)
    void aStoppedAttemptEndsWhileASilentStoreLists() throws InterruptedException {
        StoppableReads reads = new StoppableReads(store, new StoppedOnceAsked());

        assertThatThrownBy(() -> reads.list("folder/").toList()).isInstanceOf(AttemptStopped.class);

        assertThat(store.letGo.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** An attempt that is cancelled when the store was asked: what was not begun needs no end. */
    private final class StoppedOnceAsked implements Attempt {

        @Override
        public Claim claim() {
            throw new AssertionError("Not asked for");
        }

        @Override
        public void checkpoint() {
            if (store.asked.getCount() == 0) {
                throw new AttemptStopped(Reason.CANCELLED);
            }
        }

        @Override
        public void progress(JobProgress progress) {}

        @Override
        public Registration onStop(Runnable interrupt) {
            return () -> {};
        }

        @Override
        public void enterApplying() {}

        @Override
        public void saving(BackupId safetyBackup) {}

        @Override
        public boolean undecided() {
            return false;
        }
    }
}
