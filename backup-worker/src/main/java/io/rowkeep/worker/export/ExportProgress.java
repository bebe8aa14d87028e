package io.rowkeep.worker.export;

import io.rowkeep.job.JobProgress;
import io.rowkeep.worker.attempt.Attempt;
import java.util.List;

/** Counts what was read. For one thread. */
final class ExportProgress {

    /** Often enough for a cancellation to be seen at once, seldom enough to cost nothing. */
    private static final int STEP_BYTES = 256 << 10;

    private final Attempt attempt;
    private final Runnable check;
    private final int tables;
    private int tablesDone;
    private long rows;
    private long bytes;
    private long nextStep = STEP_BYTES;

    /** @param check throws when the attempt is not to go on; asked between buffers */
    ExportProgress(Attempt attempt, Runnable check, int tables) {
        this.attempt = attempt;
        this.check = check;
        this.tables = tables;
        report();
    }

    /** A row of this many bytes was read and encoded. */
    void row(int length) {
        rows++;
        bytes += length;
        if (bytes >= nextStep) {
            nextStep = bytes + STEP_BYTES;
            check.run();
            report();
        }
    }

    void tableDone() {
        tablesDone++;
        check.run();
        report();
    }

    /** Rows read so far, of all tables. */
    long rows() {
        return rows;
    }

    /** Bytes read so far, of all tables, as the server printed them. */
    long bytes() {
        return bytes;
    }

    private void report() {
        attempt.progress(new JobProgress(rows, bytes, new JobProgress.TableCount(tablesDone, tables), List.of()));
    }
}
