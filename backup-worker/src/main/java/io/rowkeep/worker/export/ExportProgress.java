package io.rowkeep.worker.export;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.TableProgresses;

/** Counts what was read. For one thread. */
final class ExportProgress {

    /** Often enough for a cancellation to be seen at once, seldom enough to cost nothing. */
    private static final int STEP_BYTES = 256 << 10;

    private final Attempt attempt;
    private final Runnable check;
    private final TableProgresses progress;
    private long nextStep = STEP_BYTES;

    /** @param check throws when the attempt is not to go on; asked between buffers */
    ExportProgress(Attempt attempt, Runnable check, int tables) {
        this.attempt = attempt;
        this.check = check;
        this.progress = new TableProgresses(tables);
        report();
    }

    /** The rows that follow are this table's. */
    void begin(TableName table) {
        progress.begin(table);
        report();
    }

    /** A row of this many bytes was read and encoded. */
    void row(int length) {
        progress.add(1, length);
        if (progress.bytes() >= nextStep) {
            nextStep = progress.bytes() + STEP_BYTES;
            check.run();
            report();
        }
    }

    void tableDone() {
        progress.tableDone();
        check.run();
        report();
    }

    /** Rows read so far, of all tables. */
    long rows() {
        return progress.rows();
    }

    /** Bytes read so far, of all tables, as the server printed them. */
    long bytes() {
        return progress.bytes();
    }

    private void report() {
        attempt.progress(progress.now());
    }
}
