package io.rowkeep.worker.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The files of an archive, in its order, each looked at before its first byte is read. For one thread. */
final class ZipEntries implements Closeable {

    private static final int LONGEST_NAME = 300;

    private final ArchiveEnd end;
    private final ZipInputStream zip;
    private final UnpackedBytes total;
    private final int most;
    private final Set<String> names = new HashSet<>();

    ZipEntries(InputStream packed, UnpackedBytes total, int most) {
        this.end = new ArchiveEnd(packed);
        this.zip = new ZipInputStream(end, StandardCharsets.UTF_8);
        this.total = total;
        this.most = most;
    }

    /** The name of the next file; null after the last, where the archive's directory must list as many. */
    @Nullable
    String next() throws IOException {
        ZipEntry entry = nextEntry();
        if (entry == null) {
            end.requireEntries(names.size());
            return null;
        }
        String name = entry.getName();
        requirePlain(name);
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw Refusal.of("The archive holds two files called %s".formatted(Refusal.quote(name)));
        }
        if (names.size() > most) {
            throw Refusal.of("The archive holds more than %d files, the limit of this installation".formatted(most));
        }
        return name;
    }

    /** The content of the file that {@link #next} named; what is not read of it is passed over. */
    CountedStream content() {
        return new CountedStream(zip, total);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private @Nullable ZipEntry nextEntry() throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.of(
                    "The archive cannot be read, it is damaged, encrypted or cut off: %s"
                            .formatted(Refusal.quote(String.valueOf(e.getMessage()))),
                    e);
        }
    }

    private static void requirePlain(String name) {
        boolean plain = !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && !name.startsWith(".")
                && name.chars().noneMatch(c -> c < ' ' || c == '/' || c == '\\' || c == ':');
        if (!plain) {
            throw Refusal.of("The archive holds a file called %s: its files must lie at its top and have plain names"
                    .formatted(Refusal.quote(name)));
        }
    }
}
