package io.rowkeep.artifact;

import java.time.Instant;
import java.util.List;

/**
 * A file of the application.
 *
 * @param path relative to the application's folder, with {@code /} between names
 * @param modifiedAt when its content was last changed
 * @param bytes its size
 * @param storedBytes bytes of all part objects
 * @param parts in order; kept here, because most files are one part
 */
public record FileEntry(String path, Instant modifiedAt, long bytes, long storedBytes, List<Part> parts)
        implements ManifestEntry {

    public FileEntry {
        parts = List.copyOf(parts);
    }
}
