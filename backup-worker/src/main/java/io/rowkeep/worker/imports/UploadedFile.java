package io.rowkeep.worker.imports;

import io.rowkeep.job.ImportSpec;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import io.rowkeep.worker.prune.Deletions;
import java.util.stream.Stream;

/** A file as it was uploaded, in pieces. Every reading begins at its first byte. Safe for use by many threads. */
final class UploadedFile {

    private final ObjectStore store;
    private final ImportSpec.Upload upload;

    UploadedFile(ObjectStore store, ImportSpec.Upload upload) {
        this.store = store;
        this.upload = upload;
    }

    /** Opens it. */
    PieceStream open() {
        return new PieceStream(store, upload);
    }

    /** Deletes it; what is gone already is no matter. */
    void delete() {
        try (Stream<StoredObject> pieces = store.list(upload.folder());
                Deletions deletions = new Deletions(store, () -> {})) {
            pieces.forEach(deletions::delete);
            deletions.await();
        }
    }
}
