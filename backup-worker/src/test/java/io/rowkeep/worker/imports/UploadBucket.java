package io.rowkeep.worker.imports;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** A bucket in memory, and files uploaded into it in small pieces. Safe for use by many threads. */
public final class UploadBucket implements ObjectStore {

    /** What is stored, by key. */
    public final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    /** Stores a file as the API does. */
    public ImportSpec.Upload upload(SourceName source, BackupId backup, byte[] file, int pieceBytes) {
        String folder = ArtifactKeys.uploads(source, backup);
        int pieces = 0;
        for (int from = 0; from < file.length; from += pieceBytes) {
            int end = Math.min(from + pieceBytes, file.length);
            objects.put(ArtifactKeys.uploadPiece(folder, pieces++), Arrays.copyOfRange(file, from, end));
        }
        return new ImportSpec.Upload(folder, pieces, file.length, Sha256.hex(file));
    }

    @Override
    public void put(String key, byte[] bytes, int offset, int length) {
        objects.put(key, Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return objects.putIfAbsent(key, bytes.clone()) == null;
    }

    @Override
    public Optional<byte[]> get(String key, int maxBytes) {
        return Optional.ofNullable(objects.get(key));
    }

    @Override
    public Optional<InputStream> open(String key) {
        return get(key, Integer.MAX_VALUE).map(ByteArrayInputStream::new);
    }

    @Override
    public Stream<StoredObject> list(String prefix) {
        return objects.tailMap(prefix).entrySet().stream()
                .takeWhile(object -> object.getKey().startsWith(prefix))
                .map(object -> new StoredObject(object.getKey(), object.getValue().length, Instant.EPOCH));
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public void probe() {
        // Memory is always there.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
