package io.rowkeep.storage;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** A bucket in memory. */
public final class MapObjectStore implements ObjectStore {

    public final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    public void put(String key, byte[] bytes) {
        put(key, bytes, 0, bytes.length);
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
                .map(MapObjectStore::stored);
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public void probe() {}

    @Override
    public void close() {}

    private static StoredObject stored(Map.Entry<String, byte[]> object) {
        return new StoredObject(object.getKey(), object.getValue().length, Instant.EPOCH);
    }
}
