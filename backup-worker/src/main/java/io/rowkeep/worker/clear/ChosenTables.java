package io.rowkeep.worker.clear;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.TableReference;
import io.rowkeep.worker.source.TargetSession;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a clear is about.
 *
 * @param tables those to empty
 * @param dataset all of the dataset: among them are those that may have to be emptied too
 */
record ChosenTables(NavigableSet<TableName> tables, NavigableSet<TableName> dataset) {

    /**
     * Finds them.
     *
     * @throws BackupException with {@code TABLE_NOT_FOUND} naming requested tables that do not belong to the dataset
     */
    static ChosenTables of(ClearSpec spec, Source source, Attempt attempt) {
        DatasetDefinition dataset = source.datasetOfTables(spec.dataset());
        SessionTag tag = SessionTag.of(attempt.claim().jobId(), attempt.claim().attempt());
        try (SourceSession session = source.openSource(tag)) {
            Attempt.Registration stop = attempt.onStop(session::interrupt);
            try {
                NavigableSet<TableName> tables = names(session.select(dataset, spec.tables()));
                if (tables.isEmpty()) {
                    throw new BackupException(
                            ErrorCode.TABLE_NOT_FOUND,
                            "Dataset %s of source %s selects no table: there is nothing to clear"
                                    .formatted(spec.dataset(), spec.source()));
                }
                return new ChosenTables(tables, names(session.select(dataset, List.of())));
            } finally {
                stop.close();
            }
        }
    }

    /** The tables to empty and those of the dataset that refer to them, directly or not, as the catalogue is now. */
    NavigableSet<TableName> withDependents(TargetSession session) {
        NavigableSet<TableName> found = new TreeSet<>(tables);
        boolean grown;
        do {
            grown = session.describe(List.copyOf(found)).references().stream()
                            .map(TableReference::from)
                            .filter(dataset::contains)
                            .filter(found::add)
                            .count()
                    > 0;
        } while (grown);
        return found;
    }

    private static NavigableSet<TableName> names(Selection selection) {
        return selection.tables().stream().map(SourceTable::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
