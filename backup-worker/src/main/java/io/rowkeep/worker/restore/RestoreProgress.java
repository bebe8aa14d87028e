package io.rowkeep.worker.restore;

import io.rowkeep.job.JobProgress;
import io.rowkeep.worker.attempt.Attempt;
import java.util.List;

/** Counts what a restore has loaded and reports it. For one thread. */
final class RestoreProgress {

    private final Attempt attempt;
    private final int tables;
    private int tablesDone;
    private long rowsBefore;
    private long rowsOfTable;
    private long bytes;
    private long bytesBefore;

    RestoreProgress(Attempt attempt, int tables) {
        this.attempt = attempt;
        this.tables = tables;
        report();
    }

    void checkpoint() {
        attempt.checkpoint();
    }

    /** Bytes went to the server. */
    void sent(int length) {
        bytes += length;
    }

    /** So many rows of the current table were sent so far. */
    void rows(long rows) {
        rowsOfTable = rows;
        report();
    }

    /**
     * The current table has gone in.
     *
     * @return the bytes that were sent for it
     */
    long tableSent() {
        tablesDone++;
        rowsBefore += rowsOfTable;
        rowsOfTable = 0;
        long sent = bytes - bytesBefore;
        bytesBefore = bytes;
        report();
        return sent;
    }

    private void report() {
        attempt.progress(new JobProgress(
                rowsBefore + rowsOfTable, bytes, new JobProgress.TableCount(tablesDone, tables), List.of()));
    }
}
