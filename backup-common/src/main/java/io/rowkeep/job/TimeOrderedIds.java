package io.rowkeep.job;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes UUIDs of version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits. Safe for use by many threads. */
public final class TimeOrderedIds {

    private final Clock clock;
    private final RandomGenerator random;

    public TimeOrderedIds(Clock clock) {
        this(clock, new SecureRandom());
    }

    TimeOrderedIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id; two of the same millisecond have no order between them. */
    public UUID next() {
        long most = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long least = 0x8000000000000000L | (random.nextLong() >>> 2);
        return new UUID(most, least);
    }
}
