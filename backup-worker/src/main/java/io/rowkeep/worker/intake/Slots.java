package io.rowkeep.worker.intake;

import io.rowkeep.job.Lane;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** How many jobs of each lane this worker runs at once, over all its sources. Safe for use by many threads. */
final class Slots {

    private final Map<Lane, Semaphore> free = new EnumMap<>(Lane.class);
    private volatile Consumer<Lane> whenFreed = lane -> {};

    Slots(Map<Lane, Integer> sizes) {
        sizes.forEach((lane, size) -> free.put(lane, new Semaphore(size, true)));
    }

    /** Who is told when a slot of a lane was given back; called on the thread that did. */
    void whenFreed(Consumer<Lane> listener) {
        whenFreed = listener;
    }

    /** Takes a slot, waiting a little for one; empty when there is none even then. */
    Optional<Slot> take(Lane lane, Duration patience) throws InterruptedException {
        Semaphore slots = of(lane);
        if (!slots.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        return Optional.of(new Taken(lane));
    }

    /** Whether a slot can be had now. */
    boolean hasFree(Lane lane) {
        return of(lane).availablePermits() > 0;
    }

    private Semaphore of(Lane lane) {
        Semaphore slots = free.get(lane);
        if (slots == null) {
            throw new IllegalArgumentException("There are no slots for lane " + lane.id());
        }
        return slots;
    }

    private final class Taken implements Slot {

        private final Lane lane;
        private final AtomicBoolean released = new AtomicBoolean();

        Taken(Lane lane) {
            this.lane = lane;
        }

        @Override
        public void release() {
            if (released.compareAndSet(false, true)) {
                of(lane).release();
                whenFreed.accept(lane);
            }
        }
    }
}
