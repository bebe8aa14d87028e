package io.rowkeep.storage;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** An object store in memory, for tests. Safe for use by many threads. */
public final class MemoryObjectStore implements ObjectStore {

    /** What lies in the store, to look at and to damage. */
    public final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    private final Map<String, Instant> modified = new ConcurrentHashMap<>();

    /** Stores all the bytes. */
    public void put(String key, byte[] bytes) {
        put(key, bytes, 0, bytes.length);
    }

    @Override
    public void put(String key, byte[] bytes, int offset, int length) {
        modified.put(key, Instant.now());
        objects.put(key, Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        modified.putIfAbsent(key, Instant.now());
        return objects.putIfAbsent(key, bytes.clone()) == null;
    }

    @Override
    public Optional<byte[]> get(String key, int maxBytes) {
        Optional<byte[]> found = Optional.ofNullable(objects.get(key)).map(byte[]::clone);
        found.filter(bytes -> bytes.length > maxBytes).ifPresent(bytes -> {
            throw new BackupException(
                    ErrorCode.ARTIFACT_DAMAGED,
                    "Object %s has %d bytes, more than %d".formatted(key, bytes.length, maxBytes));
        });
        return found;
    }

    @Override
    public Optional<InputStream> open(String key) {
        return Optional.ofNullable(objects.get(key)).map(ByteArrayInputStream::new);
    }

    @Override
    public Stream<StoredObject> list(String prefix) {
        return objects.tailMap(prefix).entrySet().stream()
                .takeWhile(object -> object.getKey().startsWith(prefix))
                .map(object -> new StoredObject(
                        object.getKey(),
                        object.getValue().length,
                        modified.getOrDefault(object.getKey(), Instant.EPOCH)));
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
        modified.remove(key);
    }

    @Override
    public void probe() {
        // Memory is always there.
    }

    @Override
    public void close() {
        // What was stored stays: it may be looked at after the code under test has closed the store.
    }
}
