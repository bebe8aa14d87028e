package io.rowkeep.difference;

import io.rowkeep.artifact.ArtifactFailure;
import io.rowkeep.artifact.StoredFrame;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.storage.ObjectStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/** The index of a list: which parts it has, in their order. */
final class DifferenceIndex {

    private static final String WHAT = "The list of differences";
    private static final int MAX_LINE_BYTES = 8 << 10;

    private final ObjectStore store;

    DifferenceIndex(ObjectStore store) {
        this.store = store;
    }

    /**
     * The first parts from a place that hold something that is wanted.
     *
     * @param most how many; the rest of the index is not read
     */
    List<DifferencePart> parts(DifferenceKeys keys, DifferenceFilter filter, Position from, int most) {
        String key = keys.index();
        List<DifferencePart> parts = new ArrayList<>();
        InputStream stored = store.open(key).orElseThrow(() -> ArtifactFailure.missing(WHAT, key));
        try (InputStream in = new BufferedInputStream(StoredFrame.open(stored))) {
            LineReader lines = new LineReader(in, MAX_LINE_BYTES);
            while (parts.size() < most && lines.next()) {
                DifferencePart part =
                        MessageMapper.JSON.readValue(lines.bytes(), 0, lines.length(), DifferencePart.class);
                if (part.number() >= from.part() && filter.wants(part)) {
                    parts.add(part);
                }
            }
        } catch (IOException | JacksonException e) {
            throw ArtifactFailure.damaged(WHAT, key, "its index cannot be read", e);
        }
        return parts;
    }
}
