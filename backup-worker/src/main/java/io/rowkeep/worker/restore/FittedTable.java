package io.rowkeep.worker.restore;

import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.ByteSink;
import io.rowkeep.format.LineFormat;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.worker.source.SourceTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of a backup, and as much of it as the target's table has a place for.
 *
 * @param columns the columns that both have, in the order of the backup's rows
 * @param grown whether the target's table has other columns besides
 */
record FittedTable(SavedTable saved, List<String> columns, boolean grown) {

    FittedTable {
        columns = List.copyOf(columns);
    }

    static FittedTable of(SavedTable saved, SourceTable target) {
        Set<String> present = target.columns().stream().map(Column::name).collect(Collectors.toSet());
        List<String> columns = saved.entry().columns().stream()
                .map(Column::name)
                .filter(present::contains)
                .toList();
        return new FittedTable(saved, columns, columns.size() < present.size());
    }

    /** The same table in another backup, which has these columns too. */
    FittedTable in(SavedTable other) {
        List<String> inOrder = other.entry().columns().stream()
                .map(Column::name)
                .filter(columns::contains)
                .toList();
        return new FittedTable(other, inOrder, grown);
    }

    /** In the target. */
    TableName name() {
        return saved.name();
    }

    /** As the backup has it. */
    TableEntry entry() {
        return saved.entry();
    }

    /** Whether each row has columns of its own, as the documents of a collection do. */
    boolean hasAnyColumn() {
        return entry().lineFormat() == LineFormat.EJSON;
    }

    /** Takes the backup's lines and hands on of them what has a place. */
    ByteSink into(ByteSink sink) {
        List<Column> all = entry().columns();
        if (columns.size() == all.size()) {
            return sink;
        }
        boolean[] stays = new boolean[all.size()];
        for (int at = 0; at < stays.length; at++) {
            stays[at] = columns.contains(all.get(at).name());
        }
        return new ProjectedLines(stays, sink);
    }

    /**
     * What a restore says of it.
     *
     * @param rows in the target's table afterwards
     * @param sent bytes that the server was sent
     */
    TableStatistics statistics(long rows, long sent, @Nullable RowChanges changes, @Nullable KeptRows kept) {
        return new TableStatistics(
                name(),
                rows,
                entry().storedBytes(),
                sent,
                entry().parts(),
                entry().partList().sha256(),
                changes,
                kept);
    }

    /** @throws BackupException with {@code ROW_COUNT_MISMATCH} unless these are as many as are to be there */
    void requireRows(long expected, long rows) {
        if (rows != expected) {
            throw new BackupException(
                    ErrorCode.ROW_COUNT_MISMATCH,
                    "Table %s is to have %d rows by the backup, and %d arrived".formatted(name(), expected, rows));
        }
    }
}
