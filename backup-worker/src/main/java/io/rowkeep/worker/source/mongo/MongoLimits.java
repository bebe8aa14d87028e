package io.rowkeep.worker.source.mongo;

import java.time.Duration;

/**
 * What a session may ask of the server and of this worker's memory.
 *
 * @param maxRowBytes the longest line of a document that is read; a longer one fails its job
 * @param connectTimeout how long the server may take to answer a new connection, and a cluster to have a server that takes writes
 */
public record MongoLimits(int maxRowBytes, Duration connectTimeout) {

    /** 64 MiB, 10 s. */
    public static final MongoLimits DEFAULT = new MongoLimits(64 << 20, Duration.ofSeconds(10));
}
