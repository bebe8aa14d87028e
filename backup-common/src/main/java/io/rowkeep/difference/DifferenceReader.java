package io.rowkeep.difference;

import io.rowkeep.artifact.ArtifactFailure;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.artifact.StoredFrame;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.storage.ObjectStore;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads stored lists of differences, page by page: of the parts only those that a page needs, one at a time, each checked against
 * its checksum. Safe for use by many threads.
 */
public final class DifferenceReader {

    /** The longest page. */
    public static final int LONGEST_PAGE = 500;

    private static final String WHAT = "The part of a list of differences";
    private static final int MAX_STORED_BYTES = DifferenceLine.MAX_BYTES + (2 << 20);

    private final ObjectStore store;
    private final DifferenceIndex index;

    public DifferenceReader(ObjectStore store) {
        this.store = store;
        this.index = new DifferenceIndex(store);
    }

    /**
     * Reads a page. It may be shorter than asked for where differences are large.
     *
     * @param cursor where the page before it ended; null for the first
     * @param limit the most differences, 1 to {@link #LONGEST_PAGE}
     * @throws BackupException with {@code INVALID_REQUEST} for a wrong cursor or limit, {@code ARTIFACT_MISSING} when there is no such
     *     list, {@code ARTIFACT_DAMAGED} when it is not what was stored
     */
    public DifferencePage page(DifferenceKeys keys, DifferenceFilter filter, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new BackupException(
                    ErrorCode.INVALID_REQUEST, "A page has 1 to %d entries, not %d".formatted(LONGEST_PAGE, limit));
        }
        Position from = Position.parse(cursor);
        PageInMemory page = new PageInMemory(limit);
        Position next = null;
        // Each part has one that is wanted, but the first may have it before the cursor; the last one says that there
        // is more.
        for (DifferencePart part : index.parts(keys, filter, from, limit + 2)) {
            int firstLine = part.number() == from.part() ? from.line() : 0;
            next = read(keys.part(part.number()), part, filter, firstLine, page);
            if (next != null) {
                break;
            }
        }
        return new DifferencePage(page.items(), next == null ? null : next.cursor());
    }

    /** @return where the next page begins; null when the page has room for more than this part has */
    private @Nullable Position read(
            String key, DifferencePart part, DifferenceFilter filter, int firstLine, PageInMemory page) {
        if (firstLine == 0 && page.isFull()) {
            return new Position(part.number(), 0);
        }
        byte[] stored = fetch(key, part);
        try (InputStream in = new BufferedInputStream(StoredFrame.open(new ByteArrayInputStream(stored)))) {
            LineReader lines = new LineReader(in, DifferenceLine.MAX_BYTES);
            for (int line = 0; lines.next(); line++) {
                if (line < firstLine || !filter.wants(lines.bytes(), lines.length())) {
                    continue;
                }
                if (page.isFull()) {
                    return new Position(part.number(), line);
                }
                page.add(lines.bytes(), lines.length());
            }
            return null;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw ArtifactFailure.damaged(WHAT, key, "it is not a list of differences", e);
        }
    }

    private byte[] fetch(String key, DifferencePart part) {
        byte[] stored = store.get(key, MAX_STORED_BYTES).orElseThrow(() -> ArtifactFailure.missing(WHAT, key));
        if (stored.length != part.storedBytes() || !Sha256.hex(stored).equals(part.sha256())) {
            throw ArtifactFailure.damaged(WHAT, key, "its length or checksum is not the one in the index");
        }
        return stored;
    }
}
