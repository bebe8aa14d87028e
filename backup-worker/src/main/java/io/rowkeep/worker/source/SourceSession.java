package io.rowkeep.worker.source;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.ValueCount;
import java.util.List;
import java.util.Map;

/** One connection for reading. Not thread-safe, but for {@link #interrupt()}. */
public interface SourceSession extends AutoCloseable {

    /**
     * Finds the tables of a dataset now.
     *
     * @param requested the only ones wanted; empty means all of the dataset
     * @throws io.rowkeep.failure.BackupException with {@code TABLE_NOT_FOUND} naming requested tables that do not belong to the
     *     dataset, and those that do
     */
    Selection select(DatasetDefinition dataset, List<TableName> requested);

    /**
     * Finds the keep rules that cannot hold: their table is not there, or the predicate is not SQL about it. Evaluates none.
     *
     * @return a sentence about each
     */
    List<String> invalidKeepRules(DatasetDefinition dataset);

    /** Counts the rows of a table exactly, as of now. */
    long countRows(TableName table);

    /** Counts values as of now, as {@link ValueCounts.Counting} says; a kind of database that cannot knows none of the columns. */
    default Map<String, List<ValueCount>> countValues(SourceTable table, List<String> columns) {
        return Map.of();
    }

    /**
     * Fixes one instant of all the tables: locks them first, then takes the snapshot, then checks that the catalogue is still the
     * one that was selected from ({@code SOURCE_CONFLICT} otherwise). Only one snapshot at a time.
     */
    SourceSnapshot openSnapshot(Selection selection);

    /**
     * Opens a place for rows of a file. Only one snapshot at a time.
     *
     * @param dataset that the file is for: it says what fields of documents become
     * @throws io.rowkeep.failure.BackupException with {@code SOURCE_ACCESS_DENIED} when this role, or this server, has no such place
     */
    StagedSnapshot openStage(DatasetDefinition dataset);

    /** Ends what the session is doing on the server, from any thread; the call in progress fails. */
    void interrupt();

    @Override
    void close();
}
