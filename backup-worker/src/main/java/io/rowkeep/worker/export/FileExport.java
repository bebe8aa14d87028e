package io.rowkeep.worker.export;

import io.rowkeep.artifact.FileEntry;
import io.rowkeep.artifact.Part;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.files.FileReceiver;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores files. For one attempt and one thread. */
final class FileExport implements FileReceiver {

    /** Each has an entry in the manifest, which is held in memory: so many take some 30 MB. */
    static final int MOST_FILES = 50_000;

    private static final int COMPRESSION_LEVEL = 1;

    private final int attempt;
    private final Uploads uploads;
    private final SystemProgress progress;
    private final List<FileEntry> stored = new ArrayList<>();
    private String path = "";
    private List<Part> parts = List.of();
    private @Nullable PartWriter writer;

    FileExport(int attempt, Uploads uploads, SystemProgress progress) {
        this.attempt = attempt;
        this.uploads = uploads;
        this.progress = progress;
    }

    /** The files so far; their parts are stored or on their way. */
    List<FileEntry> stored() {
        return stored;
    }

    @Override
    public void begin(String newPath) throws IOException {
        if (stored.size() == MOST_FILES) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "The folder has more than %d files, and a backup's manifest does not take more: exclude some"
                            .formatted(MOST_FILES));
        }
        path = newPath;
        parts = new ArrayList<>();
        writer = new PartWriter(StoredFileName.of(attempt, stored.size()), uploads, COMPRESSION_LEVEL, parts::add);
    }

    @Override
    public void bytes(byte[] bytes, int length) throws IOException {
        PartWriter current = writer();
        current.write(bytes, 0, length);
        current.mayCut();
        progress.add(length);
    }

    @Override
    public void whole(Instant modifiedAt) throws IOException {
        writer().finish();
        drop();
        stored.add(new FileEntry(
                path,
                modifiedAt,
                parts.stream().mapToLong(Part::bytes).sum(),
                parts.stream().mapToLong(Part::storedBytes).sum(),
                parts));
        progress.step();
    }

    @Override
    public void drop() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }

    private PartWriter writer() {
        if (writer == null) {
            throw new IllegalStateException("No file was begun");
        }
        return writer;
    }
}
