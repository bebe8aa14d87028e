package io.rowkeep.worker.restore;

import io.rowkeep.dataset.TableName;
import io.rowkeep.difference.DifferenceKeys;
import io.rowkeep.difference.DifferenceWriter;
import io.rowkeep.format.ByteSink;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.source.TargetView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/** The list of differences that a preview leaves for those who look at it. Used once. */
final class DifferenceList {

    private final ObjectStore store;
    private final Attempt attempt;
    private final DifferenceKeys keys;
    private boolean stored;

    DifferenceList(ObjectStore store, Attempt attempt) {
        this.store = store;
        this.attempt = attempt;
        this.keys = DifferenceKeys.of(
                attempt.claim().spec().source(),
                attempt.claim().jobId(),
                attempt.claim().attempt());
    }

    /** Stores how these tables differ from what is beside them. */
    void store(TargetView view, Collection<TableName> tables) {
        try (DifferenceWriter writer = new DifferenceWriter(store, keys)) {
            for (TableName table : tables) {
                ByteSink lines = writer.table(table);
                view.printDifferences(table, (bytes, offset, length) -> {
                    attempt.checkpoint();
                    lines.write(bytes, offset, length);
                });
            }
            writer.finish();
            stored = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves an empty list where nothing could be compared: whoever asks for it learns from the job why. */
    void finish() {
        if (!stored) {
            try (DifferenceWriter writer = new DifferenceWriter(store, keys)) {
                writer.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
