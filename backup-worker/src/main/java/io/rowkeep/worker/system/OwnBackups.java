package io.rowkeep.worker.system;

import io.rowkeep.artifact.BackupId;
import java.util.Optional;

/** Remembers what this installation stored itself. Safe for use by many threads. */
public interface OwnBackups {

    /** SHA-256, in hexadecimal, of the manifest as it was stored; empty when nobody here stored it. */
    Optional<String> manifestSha256(BackupId backup);
}
