package io.rowkeep.worker.export;

import io.rowkeep.job.JobProgress;
import io.rowkeep.worker.attempt.Attempt;
import java.util.List;

/** Counts the bytes of a dump and of files. For one thread. */
final class SystemProgress {

    private static final int STEP_BYTES = 256 << 10;
    private static final JobProgress.TableCount NO_TABLES = new JobProgress.TableCount(0, 0);

    private final Attempt attempt;
    private final Runnable check;
    private long bytes;
    private long nextStep;

    /** @param check throws when the attempt is not to go on; asked between buffers */
    SystemProgress(Attempt attempt, Runnable check) {
        this.attempt = attempt;
        this.check = check;
    }

    /** So many more bytes were read. */
    void add(int more) {
        bytes += more;
        if (bytes >= nextStep) {
            nextStep = bytes + STEP_BYTES;
            step();
        }
    }

    /** Something was read to its end. */
    void step() {
        check.run();
        attempt.progress(new JobProgress(0, bytes, NO_TABLES, List.of()));
    }
}
