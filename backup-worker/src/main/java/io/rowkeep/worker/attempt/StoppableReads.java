package io.rowkeep.worker.attempt;

import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A store as one attempt reads it: a read in progress ends soon after the attempt is stopped, also when the store is silent. Safe for use by many threads.
 */
public final class StoppableReads implements ObjectStore {

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final int PAGE = 1000;

    private final ObjectStore store;
    private final Attempt attempt;

    /** The store stays the caller's. */
    public StoppableReads(ObjectStore store, Attempt attempt) {
        this.store = store;
        this.attempt = attempt;
    }

    /**
     * Reads a whole object.
     *
     * @throws AttemptStopped when the attempt is stopped meanwhile
     */
    @Override
    public Optional<byte[]> get(String key, int maxBytes) {
        return stoppably("read object " + key, () -> store.get(key, maxBytes));
    }

    private <T> T stoppably(String doing, Callable<T> call) {
        FutureTask<T> read = new FutureTask<>(call);
        // A virtual thread, because an interrupt closes the socket that it reads from; a platform thread would read on.
        Thread.ofVirtual().name("rowkeep-read").start(read);
        try {
            return await(read);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("It was not possible to " + doing, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The thread was interrupted while it tried to " + doing, e);
        } finally {
            read.cancel(true);
        }
    }

    private <T> T await(Future<T> read) throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return read.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                attempt.checkpoint();
            }
        }
    }

    /** Opens a large object; a read of the stream itself is ended only by the store's own patience. */
    @Override
    public Optional<InputStream> open(String key) {
        return store.open(key);
    }

    @Override
    public void put(String key, byte[] bytes, int offset, int length) {
        store.put(key, bytes, offset, length);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return store.putIfAbsent(key, bytes);
    }

    /** Lists; the stream throws {@link AttemptStopped} when the attempt is stopped while it asks for more. */
    @Override
    public Stream<StoredObject> list(String prefix) {
        String doing = "list " + prefix;
        Iterator<StoredObject> objects =
                stoppably(doing, () -> store.list(prefix).iterator());
        return Stream.generate(() -> stoppably(doing, () -> some(objects)))
                .takeWhile(some -> !some.isEmpty())
                .flatMap(List::stream);
    }

    /** As many as a store lists with one request: what waits, waits for all of them at once. */
    private static List<StoredObject> some(Iterator<StoredObject> objects) {
        List<StoredObject> some = new ArrayList<>();
        while (some.size() < PAGE && objects.hasNext()) {
            some.add(objects.next());
        }
        return some;
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public void probe() {
        store.probe();
    }

    /** Does nothing: the store is the caller's. */
    @Override
    public void close() {}
}
