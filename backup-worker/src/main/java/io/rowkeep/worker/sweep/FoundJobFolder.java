package io.rowkeep.worker.sweep;

import io.rowkeep.artifact.JobFolder;
import io.rowkeep.storage.StoredObject;
import java.time.Instant;

/** What one job keeps in the bucket beside backups. */
final class FoundJobFolder implements Found {

    private final JobFolder folder;
    private Instant newest = Instant.MIN;
    private boolean upload;
    private boolean differences;
    private boolean others;

    FoundJobFolder(JobFolder folder) {
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
        if (folder.isUpload(object.key())) {
            upload = true;
        } else if (folder.isDifferences(object.key())) {
            differences = true;
        } else {
            others = true;
        }
    }

    JobFolder folder() {
        return folder;
    }

    /** When anything was written here last, by the store's clock. */
    Instant newest() {
        return newest;
    }

    boolean hasUpload() {
        return upload;
    }

    boolean hasDifferences() {
        return differences;
    }

    /** Whether there is anything that no job of ours writes. */
    boolean hasOthers() {
        return others;
    }
}
