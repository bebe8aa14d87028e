package io.rowkeep.worker.system;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.FileEntry;
import io.rowkeep.artifact.PartConsumer;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.JobProgress;
import io.rowkeep.worker.attempt.Attempt;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads a system backup for one attempt, which may be stopped between any two buffers. For one thread. */
final class SystemReading {

    private static final int STEP_BYTES = 1 << 20;
    private static final JobProgress.TableCount NO_TABLES = new JobProgress.TableCount(0, 0);

    private final BackupReader reader;
    private final TrustedBackup backup;
    private final Attempt attempt;
    private long bytes;
    private long nextStep;

    SystemReading(BackupReader reader, TrustedBackup backup, Attempt attempt) {
        this.reader = reader;
        this.backup = backup;
        this.attempt = attempt;
    }

    /**
     * Reads the whole dump and keeps nothing of it: of one that is damaged anywhere nothing is to be run.
     *
     * @throws BackupException with {@code ARTIFACT_DAMAGED} or {@code ARTIFACT_MISSING}
     */
    void checkDump() {
        try {
            reader.readDump(backup.keys(), backup.dump(), counting(OutputStream.nullOutputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing is written", e);
        }
    }

    /** Writes the dump. */
    void dump(OutputStream out) throws IOException {
        reader.readDump(backup.keys(), backup.dump(), counting(out));
    }

    /** Writes a file. */
    void file(FileEntry file, OutputStream out) throws IOException {
        reader.readFile(backup.keys(), file, counting(out));
    }

    private PartConsumer counting(OutputStream out) {
        return (chunk, offset, length) -> {
            out.write(chunk, offset, length);
            bytes += length;
            if (bytes >= nextStep) {
                nextStep = bytes + STEP_BYTES;
                attempt.checkpoint();
                attempt.progress(new JobProgress(0, bytes, NO_TABLES, List.of()));
            }
        };
    }
}
