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

    /** @throws IllegalArgumentException when the path could lead out of the folder */
    public FileEntry {
        requireInside(path);
        parts = List.copyOf(parts);
    }

    private static void requireInside(String path) {
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("The path '%s' is not within a folder".formatted(path));
            }
        }
    }
}
