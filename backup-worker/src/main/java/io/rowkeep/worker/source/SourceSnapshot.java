package io.rowkeep.worker.source;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.job.ValueCount;
import java.util.List;
import java.util.Map;

/** One instant of the selected tables. */
public interface SourceSnapshot extends AutoCloseable {

    /** What the manifest says about it. */
    Snapshot origin();

    /** Cuts a table into disjoint slices that together are all its rows; each slice is a shard. */
    List<Slice> split(SourceTable table);

    /** Reads a slice. */
    RowStream rows(Slice slice);

    /** Counts values, as {@link ValueCounts.Counting} says; what cannot be counted has none of the columns. */
    default Map<String, List<ValueCount>> countValues(SourceTable table, List<String> columns) {
        return Map.of();
    }

    /** The sequences that feed the table's columns, read at or after the snapshot. */
    List<SequenceState> sequences(SourceTable table);

    /** Proves at the end that no table was rewritten or emptied behind the snapshot; {@code SOURCE_CONFLICT} otherwise. */
    void verifyUnchanged();

    @Override
    void close();
}
