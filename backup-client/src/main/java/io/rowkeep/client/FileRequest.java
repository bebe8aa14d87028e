package io.rowkeep.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that the server sends. It is never held in memory, and one that broke off is an exception, never a short file. For one thread.
 *
 * @param <R> the request itself
 */
public abstract sealed class FileRequest<R extends FileRequest<R>> permits DownloadRequest, ExportRequest {

    final Connection connection;
    private final List<Map.Entry<String, String>> asked = new ArrayList<>();

    FileRequest(Connection connection) {
        this.connection = connection;
    }

    abstract R self();

    /** {@code json}, {@code csv}, {@code native} or {@code zip}; the server chooses when left out. */
    public R format(String format) {
        return with("format", format);
    }

    /** {@code spreadsheet} for people, with headings and dates as the dataset has them, which no restore can read; plain when left out. */
    public R profile(String profile) {
        return with("profile", profile);
    }

    /** The form of a JSON document: {@code tables}, {@code users} or {@code array}, the latter two for one table; the dataset's when left out. */
    public R form(String form) {
        return with("form", form);
    }

    /** Compressed as a whole with gzip, which the file's name says. */
    public R gzip() {
        return with("compress", "gzip");
    }

    /** Only this table, {@code schema.name}; called again, this one too. */
    public R table(String table) {
        return with("table", table);
    }

    /**
     * Opens it; the caller reads and closes.
     *
     * @throws RowkeepException when there is no such thing, or nobody answered
     */
    public abstract Download open();

    /**
     * Writes it to a stream, which stays open. When this throws, what was written is not the file.
     *
     * @return the number of bytes written
     * @throws RowkeepException when there is no such thing, nobody answered, or the answer broke off
     * @throws UncheckedIOException when the stream cannot be written
     */
    public long to(OutputStream out) {
        try (Download download = open()) {
            return download.copyTo(out);
        }
    }

    /**
     * Writes it to a file, which takes the place of one of that name when all of it has come: before that it is a file of another name in
     * the same folder, readable to its owner only where the system knows that.
     *
     * @throws RowkeepException when there is no such thing, nobody answered, or the answer broke off
     * @throws UncheckedIOException when the file cannot be written
     */
    public Path to(Path file) {
        try (Download download = open()) {
            return save(download, file);
        }
    }

    /** Writes it into a folder, under the name that the server gives it; the rest is as with {@link #to(Path)}. */
    public Path into(Path folder) {
        try (Download download = open()) {
            return save(download, folder.resolve(download.fileName()));
        }
    }

    /** The form that was asked for, at another address. */
    Address at(Address address) {
        asked.forEach(parameter -> address.with(parameter.getKey(), parameter.getValue()));
        return address;
    }

    private R with(String parameter, String value) {
        asked.add(Map.entry(parameter, value));
        return self();
    }

    private static Path save(Download download, Path file) {
        @Nullable Path part = null;
        try {
            Path folder = file.toAbsolutePath().getParent();
            part = folder == null
                    ? Files.createTempFile("rowkeep-", ".part")
                    : Files.createTempFile(folder, "rowkeep-", ".part");
            try (OutputStream out = Files.newOutputStream(part)) {
                download.copyTo(out);
            }
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be written: %s".formatted(file, e.getMessage()), e);
        } finally {
            deleteIfLeft(part);
        }
    }

    private static void deleteIfLeft(@Nullable Path part) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            System.getLogger(FileRequest.class.getName())
                    .log(System.Logger.Level.WARNING, "The unfinished download {0} could not be deleted", part);
        }
    }
}
