package io.rowkeep.worker.attempt;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.TableProgress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts rows and bytes, of the whole job and of each table, one table after the other. For one thread. */
public final class TableProgresses {

    private final int total;
    private final ArrayDeque<TableProgress> ended = new ArrayDeque<>();
    private int done;
    private long rows;
    private long bytes;
    private @Nullable TableName current;
    private long currentRows;
    private long currentBytes;

    /** @param total how many tables there are to do */
    public TableProgresses(int total) {
        this.total = total;
    }

    /** From now on rows and bytes are this table's. */
    public void begin(TableName table) {
        keepCurrent();
        current = table;
    }

    /** So many more rows and bytes, as the server prints them, of the table that was begun last. */
    public void add(long moreRows, long moreBytes) {
        rows += moreRows;
        bytes += moreBytes;
        currentRows += moreRows;
        currentBytes += moreBytes;
    }

    /** The table that was begun last is done; its numbers stay. */
    public void tableDone() {
        keepCurrent();
        done++;
    }

    /** Rows so far, of all tables. */
    public long rows() {
        return rows;
    }

    /** Bytes so far, of all tables. */
    public long bytes() {
        return bytes;
    }

    /** How far the job is now, with the tables begun last. */
    public JobProgress now() {
        List<TableProgress> latest = new ArrayList<>(ended);
        if (current != null) {
            latest.add(new TableProgress(current, currentRows, currentBytes));
        }
        int first = Math.max(0, latest.size() - JobProgress.MOST_NAMED);
        return new JobProgress(
                rows, bytes, new JobProgress.TableCount(done, total), latest.subList(first, latest.size()));
    }

    private void keepCurrent() {
        if (current != null) {
            ended.addLast(new TableProgress(current, currentRows, currentBytes));
            if (ended.size() > JobProgress.MOST_NAMED) {
                ended.removeFirst();
            }
        }
        current = null;
        currentRows = 0;
        currentBytes = 0;
    }
}
