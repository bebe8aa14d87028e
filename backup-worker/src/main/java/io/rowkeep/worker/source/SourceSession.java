package io.rowkeep.worker.source;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ValueCount;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** The tables that rows from elsewhere may be for, also one that is there as soon as it has some. */
    default List<SourceTable> destinations(DatasetDefinition dataset) {
        return select(dataset, List.of()).tables();
    }

    /**
     * Finds the keep rules that cannot hold: their table is not there, or the predicate is not SQL about it. Evaluates none.
     *
     * @return a sentence about each
     */
    List<String> invalidKeepRules(DatasetDefinition dataset);

    /**
     * Finds out whether the query of a dataset can be run; runs nothing.
     *
     * @return a sentence about what is wrong; empty when nothing is, and for a dataset of tables
     */
    default Optional<String> invalidQuery(DatasetDefinition dataset) {
        return dataset.query() == null
                ? Optional.empty()
                : Optional.of(
                        "Dataset %s is a query, which sources of this type do not have".formatted(dataset.name()));
    }

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
     * Fixes one instant and makes a query ready to be run at it. Only one snapshot at a time.
     *
     * @param values of all its parameters, as {@link io.rowkeep.dataset.QueryParameters#checked} has them
     * @throws io.rowkeep.failure.BackupException with {@code SOURCE_REFUSED} and the server's words for a query that it does not
     *     take, {@code UNSUPPORTED} for columns without a name of their own, and for a type of source that has no queries
     */
    default OpenedQuery openQuery(DatasetQuery query, Map<String, String> values) {
        throw new BackupException(
                ErrorCode.UNSUPPORTED, "A source of this type has no query to call %s".formatted(query.result()));
    }

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
