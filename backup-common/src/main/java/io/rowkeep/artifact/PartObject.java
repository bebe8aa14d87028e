package io.rowkeep.artifact;

import io.rowkeep.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fetches parts of one backup. For one thread. */
final class PartObject {

    /** Writers send at most 16 MiB; the rest is for what a compressor still holds when it is told to end. */
    static final int MAX_STORED_BYTES = 20 << 20;

    private static final String WHAT = "The part";

    private final ObjectStore store;
    private final ArtifactKeys keys;
    private final byte[] chunk = new byte[64 << 10];

    PartObject(ObjectStore store, ArtifactKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    void read(Part part, PartConsumer consumer) throws IOException {
        byte[] stored = fetch(part);
        long bytes = 0;
        try (InputStream in = StoredFrame.open(new ByteArrayInputStream(stored))) {
            for (int count = next(in, part); count >= 0; count = next(in, part)) {
                bytes += count;
                if (bytes > part.bytes()) {
                    throw damaged(part, "it holds more than the %d bytes that were recorded".formatted(part.bytes()));
                }
                consumer.bytes(chunk, 0, count);
            }
        }
        if (bytes != part.bytes()) {
            throw damaged(part, "it holds %d bytes and %d were recorded".formatted(bytes, part.bytes()));
        }
        consumer.endOfPart(part);
    }

    private byte[] fetch(Part part) {
        String key = keys.absolute(part.key());
        byte[] stored = store.get(key, MAX_STORED_BYTES).orElseThrow(() -> ArtifactFailure.missing(WHAT, key));
        if (stored.length != part.storedBytes()) {
            throw damaged(part, "it has %d bytes and %d were stored".formatted(stored.length, part.storedBytes()));
        }
        if (!Sha256.hex(stored).equals(part.sha256())) {
            throw damaged(part, "its checksum is not the one that was recorded");
        }
        return stored;
    }

    /** The compressor's stream; its failures are told from those of the consumer. */
    private int next(InputStream in, Part part) {
        try {
            return in.read(chunk, 0, chunk.length);
        } catch (IOException e) {
            throw ArtifactFailure.damaged(WHAT, keys.absolute(part.key()), "it is not a zstd frame", e);
        }
    }

    private RuntimeException damaged(Part part, String why) {
        return ArtifactFailure.damaged(WHAT, keys.absolute(part.key()), why);
    }
}
