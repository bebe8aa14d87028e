package io.rowkeep.storage;

import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A bucket. Keys are relative to the configured prefix. Safe for use by many threads.
 *
 * <p>Edges, for every implementation: an object is seen whole or not at all; what was put is found at once by get, head and list;
 * a call that failed on the way may or may not have happened, and calling again is safe. Short faults are retried inside. What
 * remains fails with {@code STORAGE_UNAVAILABLE} (may work later), {@code STORAGE_ACCESS_DENIED} or {@code STORAGE_FULL}, naming
 * bucket and key, never a secret.
 */
public interface ObjectStore extends AutoCloseable {

    /** Stores the bytes, replacing what was there; the array is not copied and must not change until this returns. */
    void put(String key, byte[] bytes, int offset, int length);

    /**
     * Stores the bytes if nothing lies at the key; one of several callers wins.
     *
     * @return whether this call stored them. False also when an earlier try of the same call had, and only its answer was lost:
     *     read the object to know
     */
    boolean putIfAbsent(String key, byte[] bytes);

    /**
     * Reads a whole object.
     *
     * @param maxBytes a larger object fails with {@code ARTIFACT_DAMAGED} before it is read
     * @return empty when there is none
     */
    Optional<byte[]> get(String key, int maxBytes);

    /**
     * Reads a large object as a stream, which the caller closes; empty when there is none. A fault of the store while it is read
     * throws the same {@code BackupException} as a call, not an {@code IOException}.
     */
    Optional<InputStream> open(String key);

    /** All objects whose key starts with the prefix, in the order of their keys, fetched page by page. */
    Stream<StoredObject> list(String prefix);

    /** Deletes an object; nothing happens when there is none. */
    void delete(String key);

    /**
     * Proves at start that the bucket is there, that our keys may write to it and that it honours {@code If-None-Match}.
     *
     * @throws io.rowkeep.failure.BackupException with a sentence that names the setting to change
     */
    void probe();

    @Override
    void close();
}
