package io.rowkeep.worker.sweep;

import io.rowkeep.artifact.BackupFolder;
import io.rowkeep.storage.StoredObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What lies in one backup's folder. */
final class FoundFolder implements Found {

    private final BackupFolder folder;
    private Instant newest = Instant.MIN;
    private @Nullable String firstAttempt;
    private boolean manyAttempts;
    private boolean manifest;
    private boolean others;

    FoundFolder(BackupFolder folder) {
        this.folder = folder;
    }

    @Override
    public boolean holds(String key) {
        return folder.holds(key);
    }

    @Override
    public void add(StoredObject object) {
        if (object.modifiedAt().isAfter(newest)) {
            newest = object.modifiedAt();
        }
        if (object.key().equals(folder.keys().manifest())) {
            manifest = true;
        } else {
            folder.attempt(object.key()).ifPresentOrElse(this::addAttempt, () -> others = true);
        }
    }

    private void addAttempt(String attempt) {
        if (firstAttempt == null) {
            firstAttempt = attempt;
        }
        manyAttempts |= !attempt.equals(firstAttempt);
    }

    BackupFolder folder() {
        return folder;
    }

    /** When anything was written here last, by the store's clock. */
    Instant newest() {
        return newest;
    }

    boolean hasManifest() {
        return manifest;
    }

    /** Whether there are parts of more than one attempt, of which at most one counts. */
    boolean hasManyAttempts() {
        return manyAttempts;
    }

    /** Whether there is anything that no job of ours writes. */
    boolean hasOthers() {
        return others;
    }
}
