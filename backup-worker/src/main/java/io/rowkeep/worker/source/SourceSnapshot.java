package io.rowkeep.worker.source;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.Snapshot;
import java.util.List;

/** One instant of the selected tables. */
public interface SourceSnapshot extends AutoCloseable {

    /** What the manifest says about it. */
    Snapshot origin();

    /** Cuts a table into disjoint slices that together are all its rows; each slice is a shard. */
    List<Slice> split(SourceTable table);

    /** Reads a slice. */
    RowStream rows(Slice slice);

    /** The sequences that feed the table's columns, read at or after the snapshot. */
    List<SequenceState> sequences(SourceTable table);

    /** Proves at the end that no table was rewritten or emptied behind the snapshot; {@code SOURCE_CONFLICT} otherwise. */
    void verifyUnchanged();

    @Override
    void close();
}
