package io.rowkeep.worker.prune;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import java.util.stream.Stream;

/** Deletes all that lies in a backup's folder: the manifest first, so that from then on the rest is no backup to anybody. Stateless. */
public final class WholeBackup {

    private WholeBackup() {}

    /**
     * Deletes it; what was deleted before is no matter.
     *
     * @param store lists the folder, page by page
     * @param progress told after every object that was begun with
     */
    public static void delete(ObjectStore store, ArtifactKeys keys, Deletions deletions, Runnable progress) {
        delete(store, keys.manifest(), deletions, progress);
        deletions.await();
        delete(store, keys.folder(), deletions, progress);
        deletions.await();
    }

    private static void delete(ObjectStore store, String prefix, Deletions deletions, Runnable progress) {
        try (Stream<StoredObject> objects = store.list(prefix)) {
            objects.forEach(object -> {
                deletions.delete(object);
                progress.run();
            });
        }
    }
}
