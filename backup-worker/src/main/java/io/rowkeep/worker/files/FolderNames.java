package io.rowkeep.worker.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names in a folder that matter, in order, so few at a time that no folder is too large for the memory: a folder is listed as often
 * as it takes. For one thread.
 */
final class FolderNames {

    /** At most so many are held; some 300 bytes each, at every depth. */
    static final int MOST = 2_000;

    private final Listing listing;
    private final Choice matters;
    private @Nullable Path last;
    private boolean over;

    FolderNames(Listing listing, Choice matters) {
        this.listing = listing;
        this.matters = matters;
    }

    /** The next ones; none when there are no more. */
    SortedSet<Path> next() throws IOException {
        NavigableSet<Path> next = new TreeSet<>();
        if (over) {
            return next;
        }
        try (DirectoryStream<Path> entries = listing.open()) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                if (comesNext(name, next) && matters.test(name)) {
                    next.add(name);
                    if (next.size() > MOST) {
                        next.pollLast();
                    }
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        over = next.size() < MOST;
        last = over ? null : next.last();
        return next;
    }

    private boolean comesNext(Path name, NavigableSet<Path> next) {
        return (last == null || name.compareTo(last) > 0) && (next.size() < MOST || name.compareTo(next.last()) < 0);
    }

    /** Opens the folder to list it. */
    interface Listing {
        DirectoryStream<Path> open() throws IOException;
    }

    /** Which names matter. */
    interface Choice {
        boolean test(Path name) throws IOException;
    }
}
