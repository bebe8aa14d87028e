package io.rowkeep.storage;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** An object store in memory, for tests. Safe for use by many threads. */
public final class MemoryObjectStore implements ObjectStore {

    private final ConcurrentSkipListMap<String, Content> objects = new ConcurrentSkipListMap<>();

    @Override
    public void put(String key, byte[] bytes, int offset, int length) {
        objects.put(key, new Content(Arrays.copyOfRange(bytes, offset, offset + length), Instant.now()));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return objects.putIfAbsent(key, new Content(bytes.clone(), Instant.now())) == null;
    }

    @Override
    public Optional<byte[]> get(String key, int maxBytes) {
        Optional<byte[]> found = Optional.ofNullable(objects.get(key)).map(content -> content.bytes.clone());
        found.filter(bytes -> bytes.length > maxBytes).ifPresent(bytes -> {
            throw new BackupException(
                    ErrorCode.ARTIFACT_DAMAGED,
                    "Object %s has %d bytes, more than %d".formatted(key, bytes.length, maxBytes));
        });
        return found;
    }

    @Override
    public Optional<InputStream> open(String key) {
        return Optional.ofNullable(objects.get(key)).map(content -> new ByteArrayInputStream(content.bytes));
    }

    @Override
    public Stream<StoredObject> list(String prefix) {
        return objects.tailMap(prefix).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .map(entry ->
                        new StoredObject(entry.getKey(), entry.getValue().bytes.length, entry.getValue().modifiedAt));
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
        // What was stored stays: the store may be looked at after the code under test has closed it.
    }

    private record Content(byte[] bytes, Instant modifiedAt) {}
}
