package io.rowkeep.worker.export;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.Slice;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.TargetChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The before-images of a change that is not committed, in the form that every backup is made of. For the change's thread. */
final class ChangedRows implements SourceSnapshot {

    private final TargetChange change;
    private boolean reading;

    ChangedRows(TargetChange change) {
        this.change = change;
    }

    /** Whether images are being read just now: the change can do nothing else until then, and needs nothing to be kept alive. */
    boolean reading() {
        return reading;
    }

    @Override
    public Snapshot origin() {
        return change.origin();
    }

    @Override
    public List<Slice> split(SourceTable table) {
        return List.of(Slice.whole(table));
    }

    @Override
    public RowStream rows(Slice slice) {
        RowStream images = change.beforeImages(slice.table().name());
        reading = true;
        return new RowStream() {
            @Override
            public byte @Nullable [] next() {
                byte[] row = images.next();
                reading = row != null;
                return row;
            }

            @Override
            public void close() {
                images.close();
                reading = false;
            }
        };
    }

    /** No undo of a merge moves a sequence back. */
    @Override
    public List<SequenceState> sequences(SourceTable table) {
        return List.of();
    }

    @Override
    public void verifyUnchanged() {
        // The change's own locks see to that.
    }

    @Override
    public void close() {
        // The change goes on.
    }
}
