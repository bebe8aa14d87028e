package io.rowkeep.worker.intake;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How long a lease can still be alive, by this process's monotonic clock. It counts from the moment before a renewal was asked
 * for, so it runs out no later than the control database's own count. Safe for use by many threads.
 */
final class LeaseTime {

    private final Duration length;
    private final LongSupplier nanos;
    private final AtomicLong since;

    /** @param since the clock's reading before the claim was asked for */
    LeaseTime(Duration length, LongSupplier nanos, long since) {
        this.length = length;
        this.nanos = nanos;
        this.since = new AtomicLong(since);
    }

    /** The clock's reading now. */
    long now() {
        return nanos.getAsLong();
    }

    /** The lease was renewed by a call that began at this reading. */
    void renewed(long began) {
        since.accumulateAndGet(began, (held, next) -> next - held > 0 ? next : held);
    }

    /** Whether the lease may belong to somebody else by now. */
    boolean expired() {
        return elapsed(since.get());
    }

    /** Whether a whole lease has passed since this reading. */
    boolean elapsed(long from) {
        return now() - from >= length.toNanos();
    }
}
