package io.rowkeep.worker.export;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All memory that parts have in this process, whatever the number of jobs. A part is filled in one buffer and sent from it, so
 * their number is also how many uploads run at once. No job holds a buffer while it waits for another. Thread-safe.
 */
final class PartBuffers {

    private static final long LOOK_MILLIS = 100;

    private final BlockingQueue<PartBuffer> free;
    private final AtomicInteger notMadeYet;
    private final PartSize size;

    PartBuffers(int count, PartSize size) {
        this.free = new ArrayBlockingQueue<>(count);
        this.notMadeYet = new AtomicInteger(count);
        this.size = size;
    }

    PartSize size() {
        return size;
    }

    /**
     * An empty buffer, as soon as there is one.
     *
     * @param whileWaiting runs again and again, to throw what ends the waiting
     */
    PartBuffer take(Runnable whileWaiting) {
        PartBuffer buffer = free.poll();
        if (buffer == null && notMadeYet.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            return make();
        }
        while (buffer == null) {
            whileWaiting.run();
            buffer = await();
        }
        return buffer;
    }

    /**
     * Makes all of them now, side by side, while nobody uses one. Made one after the other while rows come and go, they would stand in
     * the heap with holes between them, none of which a wide row fits into, and the collector does not move arrays of this size.
     */
    void makeAll() {
        for (int left = notMadeYet.getAndSet(0); left > 0; left--) {
            free.add(new PartBuffer(size.capacity()));
        }
    }

    void giveBack(PartBuffer buffer) {
        buffer.clear();
        free.add(buffer);
    }

    // One that could not be made may be tried again; without that, the jobs to come would wait for it for ever.
    private PartBuffer make() {
        try {
            return new PartBuffer(size.capacity());
        } catch (OutOfMemoryError e) {
            notMadeYet.incrementAndGet();
            throw e;
        }
    }

    private @Nullable PartBuffer await() {
        try {
            return free.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The worker's thread was interrupted while it waited for memory", e);
        }
    }
}
