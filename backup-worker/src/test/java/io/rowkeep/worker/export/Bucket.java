package io.rowkeep.worker.export;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** A bucket in memory that can be full and can lose answers. Safe for use by many threads. */
final class Bucket implements ObjectStore {

    final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    volatile long room = Long.MAX_VALUE;
    volatile boolean losesAnswers;

    @Override
    public void put(String key, byte[] bytes, int offset, int length) {
        if (objects.values().stream().mapToLong(stored -> stored.length).sum() + length > room) {
            throw new BackupException(ErrorCode.STORAGE_FULL, "The bucket has no room for %s".formatted(key));
        }
        objects.put(key, Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        boolean stored = objects.putIfAbsent(key, bytes.clone()) == null;
        return stored && !losesAnswers;
    }

    @Override
    public Optional<byte[]> get(String key, int maxBytes) {
        return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
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
