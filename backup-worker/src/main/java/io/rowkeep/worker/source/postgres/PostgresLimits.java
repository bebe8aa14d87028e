package io.rowkeep.worker.source.postgres;

import java.time.Duration;

/**
 * What a session may ask of the server and of this worker's memory.
 *
 * @param maxRowBytes the widest row, as the server prints it, that is read; a wider one fails its job
 * @param lockTimeout how long one try at the locks may keep others waiting behind it
 * @param lockTries how often the locks are tried before the attempt fails with {@code LOCK_NOT_AVAILABLE}
 * @param connectTimeout how long the server may take to answer a new connection
 * @param idleTimeout how long the transaction of a change may do nothing and not be kept alive before the server ends it
 */
public record PostgresLimits(
        int maxRowBytes, Duration lockTimeout, int lockTries, Duration connectTimeout, Duration idleTimeout) {

    /** 64 MiB, three tries of 5 s, 10 s, 15 s. */
    public static final PostgresLimits DEFAULT =
            new PostgresLimits(64 << 20, Duration.ofSeconds(5), 3, Duration.ofSeconds(10), Duration.ofSeconds(15));
}
