package io.rowkeep.worker.prune;

import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Deletes objects one by one, several at once: every store can do that, and not every one knows a call for many. For one thread; the
 * deleting is done by others.
 */
public final class Deletions implements AutoCloseable {

    private static final int MOST_AT_ONCE = 16;
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final ObjectStore store;
    private final Runnable checkpoint;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Running> running = new ArrayDeque<>();
    private long objects;
    private long bytes;

    /** @param checkpoint throws when no more is to be deleted; asked before every object */
    public Deletions(ObjectStore store, Runnable checkpoint) {
        this.store = store;
        this.checkpoint = checkpoint;
    }

    /** Begins to delete an object, when not too many others are being deleted; fails when an earlier one could not be. */
    public void delete(StoredObject object) {
        checkpoint.run();
        while (running.size() >= MOST_AT_ONCE) {
            awaitFirst();
        }
        running.add(new Running(threads.submit(() -> store.delete(object.key())), object.bytes()));
    }

    /** Waits until everything so far is deleted; fails when something could not be. */
    public void await() {
        while (!running.isEmpty()) {
            awaitFirst();
        }
    }

    /** How many objects were deleted. */
    public long objects() {
        return objects;
    }

    /** The bytes that they took in the store. */
    public long bytes() {
        return bytes;
    }

    /** Breaks off what is still being deleted, and waits for that. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    private void awaitFirst() {
        Running first = running.removeFirst();
        try {
            while (!isDone(first.deletion())) {
                checkpoint.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The thread was interrupted while it deleted objects", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("An object could not be deleted", e);
        }
        objects++;
        bytes += first.bytes();
    }

    // Never without an end: a silent store must not keep an attempt that was stopped.
    private static boolean isDone(Future<?> deletion) throws InterruptedException, ExecutionException {
        try {
            deletion.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private record Running(Future<?> deletion, long bytes) {}
}
