package io.rowkeep.worker.change;

import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A bucket in memory that can break down. Safe for use by many threads. */
public final class MemoryStore implements ObjectStore {

    /** What is in it. */
    public final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    /** Runs before every write with its key; may throw. */
    public volatile Consumer<String> onWrite = key -> {};

    /** Runs before every read with its key; may throw. */
    public volatile Consumer<String> onRead = key -> {};

    @Override
    public void put(String key, byte[] bytes, int offset, int length) {
        onWrite.accept(key);
        objects.put(key, Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        onWrite.accept(key);
        return objects.putIfAbsent(key, bytes.clone()) == null;
    }

    @Override
    public Optional<byte[]> get(String key, int maxBytes) {
        onRead.accept(key);
        return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
    }

    @Override
    public Optional<InputStream> open(String key) {
        return Optional.ofNullable(objects.get(key)).map(ByteArrayInputStream::new);
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
    public void probe() {}

    @Override
    public void close() {}
}
