package io.rowkeep.worker.change;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.TableProgresses;

/** Counts what a job has done to tables, one after the other, and reports it. For one thread. */
public final class ChangeProgress {

    private final Attempt attempt;
    private final TableProgresses progress;
    private long rowsOfTable;
    private long bytesBefore;

    /** @param tables how many tables there are to do */
    public ChangeProgress(Attempt attempt, int tables) {
        this.attempt = attempt;
        this.progress = new TableProgresses(tables);
        report();
    }

    /** As {@link Attempt#checkpoint()}. */
    public void checkpoint() {
        attempt.checkpoint();
    }

    /** What follows is about this table. */
    public void begin(TableName table) {
        progress.begin(table);
        rowsOfTable = 0;
        bytesBefore = progress.bytes();
        report();
    }

    /** Bytes went to the server. */
    public void sent(int length) {
        progress.add(0, length);
    }

    /** So many rows of the current table were done so far, in total. */
    public void rows(long rows) {
        progress.add(rows - rowsOfTable, 0);
        rowsOfTable = rows;
        report();
    }

    /**
     * The current table is done.
     *
     * @return the bytes that were sent for it
     */
    public long tableDone() {
        progress.tableDone();
        report();
        return progress.bytes() - bytesBefore;
    }

    private void report() {
        attempt.progress(progress.now());
    }
}
