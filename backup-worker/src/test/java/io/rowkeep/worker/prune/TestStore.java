package io.rowkeep.worker.prune;

import io.rowkeep.settings.S3Settings;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import io.rowkeep.storage.s3.S3ObjectStore;
import io.rowkeep.testing.ObjectStoreServer;
import io.rowkeep.testing.TestBucket;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A bucket of its own on a real S3 server, which writes down what is deleted. Safe for use by many threads. */
public final class TestStore implements ObjectStore {

    /** The keys that were deleted, in the order of the calls. */
    public final List<String> deleted = new CopyOnWriteArrayList<>();

    /** Runs before each deletion, with its key; may fail in the store's stead. */
    public volatile Consumer<String> beforeDelete = key -> {};

    private final S3Settings settings;
    private final ObjectStore store;

    public TestStore() {
        TestBucket bucket = ObjectStoreServer.shared().bucket();
        settings = new S3Settings(
                bucket.endpoint(),
                bucket.region(),
                bucket.name(),
                "some/prefix",
                bucket.accessKey(),
                bucket.secretKey(),
                true,
                true,
                S3Settings.Checksums.WHEN_SUPPORTED);
        store = S3ObjectStore.open(settings);
    }

    /** How to reach it. */
    public S3Settings settings() {
        return settings;
    }

    /** Puts small objects. */
    public TestStore with(String... keys) {
        for (String key : keys) {
            byte[] content = "12345".getBytes(StandardCharsets.UTF_8);
            put(key, content, 0, content.length);
        }
        return this;
    }

    /** The keys of everything below a folder. */
    public List<String> keys(String prefix) {
        try (Stream<StoredObject> objects = list(prefix)) {
            return objects.map(StoredObject::key).toList();
        }
    }

    @Override
    public void put(String key, byte[] bytes, int offset, int length) {
        store.put(key, bytes, offset, length);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return store.putIfAbsent(key, bytes);
    }

    @Override
    public Optional<byte[]> get(String key, int maxBytes) {
        return store.get(key, maxBytes);
    }

    @Override
    public Optional<InputStream> open(String key) {
        return store.open(key);
    }

    @Override
    public Stream<StoredObject> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public void delete(String key) {
        beforeDelete.accept(key);
        deleted.add(key);
        store.delete(key);
    }

    @Override
    public void probe() {
        store.probe();
    }

    @Override
    public void close() {
        store.close();
    }
}
