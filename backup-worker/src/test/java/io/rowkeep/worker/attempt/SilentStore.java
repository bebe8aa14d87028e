package io.rowkeep.worker.attempt;

import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** A store that never answers and lets go only of a thread that is interrupted. */
public final class SilentStore implements ObjectStore {

    /** Counted down when a call begins. */
    public final CountDownLatch asked = new CountDownLatch(1);

    /** Counted down when an interrupt has ended the call. */
    public final CountDownLatch letGo = new CountDownLatch(1);

    private void beSilent() {
        asked.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            letGo.countDown();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void put(String key, byte[] bytes, int offset, int length) {
        beSilent();
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        beSilent();
        return false;
    }

    @Override
    public Optional<byte[]> get(String key, int maxBytes) {
        beSilent();
        return Optional.empty();
    }

    @Override
    public Optional<InputStream> open(String key) {
        beSilent();
        return Optional.empty();
    }

    @Override
    public Stream<StoredObject> list(String prefix) {
        beSilent();
        return Stream.empty();
    }

    @Override
    public void delete(String key) {
        beSilent();
    }

    @Override
    public void probe() {
        beSilent();
    }

    @Override
    public void close() {}
}
