package io.rowkeep.worker.export;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.storage.ObjectStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends what one attempt stores while it goes on. For the attempt's thread; the sending is done by others. */
final class Uploads implements AutoCloseable {

    private static final int MOST_AT_ONCE = 16;
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final ObjectStore store;
    private final ArtifactKeys keys;
    private final PartBuffers buffers;
    private final Runnable checkpoint;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Future<?>> running = new ArrayDeque<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param checkpoint throws when the attempt is not to go on */
    Uploads(ObjectStore store, ArtifactKeys keys, PartBuffers buffers, Runnable checkpoint) {
        this.store = store;
        this.keys = keys;
        this.buffers = buffers;
        this.checkpoint = checkpoint;
    }

    PartSize partSize() {
        return buffers.size();
    }

    /** An empty buffer; waits for one while earlier parts are still being sent. */
    PartBuffer buffer() {
        return buffers.take(this::check);
    }

    /** Gives a buffer back whose content is not wanted. */
    void drop(PartBuffer buffer) {
        buffers.giveBack(buffer);
    }

    /**
     * Sends a part and gives its buffer back.
     *
     * @param key relative to the backup's folder
     */
    void send(String key, PartBuffer part) {
        start(() -> {
            try {
                store.put(keys.absolute(key), part.array(), 0, part.size());
            } finally {
                buffers.giveBack(part);
            }
        });
    }

    /**
     * Sends a small object.
     *
     * @param key relative to the backup's folder
     */
    void send(String key, byte[] content) {
        start(() -> store.put(keys.absolute(key), content, 0, content.length));
    }

    /** Fails when something could not be stored, or when the attempt is not to go on. */
    void check() {
        checkpoint.run();
        Throwable failed = failure.get();
        if (failed instanceof RuntimeException exception) {
            throw exception;
        }
        if (failed != null) {
            throw new IllegalStateException("An object could not be sent", failed);
        }
    }

    /** Waits until everything is stored. */
    void await() {
        while (!running.isEmpty()) {
            awaitFirst();
        }
        check();
    }

    /** Breaks off what is still being sent, and waits for that: nothing of this attempt is stored after it. */
    @Override
    public void close() {
        senders.shutdownNow();
        senders.close();
    }

    // Submitted before anything can be thrown: from here on the sender owns the buffer.
    private void start(Runnable sending) {
        running.add(senders.submit(() -> {
            try {
                sending.run();
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        }));
        while (running.size() > MOST_AT_ONCE
                || (!running.isEmpty() && running.getFirst().isDone())) {
            awaitFirst();
        }
    }

    private void awaitFirst() {
        Future<?> first = running.removeFirst();
        try {
            while (!isDone(first)) {
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The worker's thread was interrupted while its parts were sent", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("An object could not be sent", e);
        }
        check();
    }

    // Never without an end: a silent store must not keep an attempt that was stopped.
    private static boolean isDone(Future<?> sending) throws InterruptedException, ExecutionException {
        try {
            sending.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
