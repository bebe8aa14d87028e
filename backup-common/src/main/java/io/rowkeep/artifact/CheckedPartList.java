package io.rowkeep.artifact;

import io.rowkeep.failure.BackupException;
import io.rowkeep.storage.ObjectStore;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The part list of a table or a dump whose checksum, order and totals were found right. A short list stays in memory; a long one (10 TB are 600,000
 * parts) goes into a temporary file, so that no connection to the store stays open while the parts are read.
 */
final class CheckedPartList implements AutoCloseable {

    private static final int MAX_BYTES_IN_MEMORY = 1 << 20;
    private static final String WHAT = "The part list";

    private final String key;
    private final byte[] bytes;
    private final @Nullable Path file;

    private CheckedPartList(String key, byte[] bytes, @Nullable Path file) {
        this.key = key;
        this.bytes = bytes;
        this.file = file;
    }

    static CheckedPartList fetch(ObjectStore store, ArtifactKeys keys, PartList parts, PartTotals expected) {
        RelativeKey.require(parts.key(), WHAT);
        String key = keys.absolute(parts.key());
        CheckedPartList list =
                parts.storedBytes() <= MAX_BYTES_IN_MEMORY ? inMemory(store, key, parts) : inFile(store, key, parts);
        try {
            list.check(expected);
            return list;
        } catch (RuntimeException e) {
            list.close();
            throw e;
        }
    }

    /** The parts, from the first one. Their order and keys are right. */
    Iterator<Part> parts() {
        try {
            InputStream stored = file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
            return new PartLines(key, new BufferedInputStream(StoredFrame.open(stored)));
        } catch (IOException e) {
            throw new UncheckedIOException("The part list %s cannot be read from its copy".formatted(key), e);
        }
    }

    @Override
    public void close() {
        if (file != null) {
            deleteQuietly(file);
        }
    }

    private void check(PartTotals expected) {
        PartSequence sequence = new PartSequence(key);
        for (Iterator<Part> parts = parts(); parts.hasNext(); ) {
            sequence.add(parts.next());
        }
        sequence.requireComplete(expected);
    }

    private static CheckedPartList inMemory(ObjectStore store, String key, PartList list) {
        byte[] stored = store.get(key, MAX_BYTES_IN_MEMORY).orElseThrow(() -> ArtifactFailure.missing(WHAT, key));
        requireRecorded(key, list, stored.length, Sha256.hex(stored));
        return new CheckedPartList(key, stored, null);
    }

    private static CheckedPartList inFile(ObjectStore store, String key, PartList list) {
        InputStream open = store.open(key).orElseThrow(() -> ArtifactFailure.missing(WHAT, key));
        Path file = null;
        try (DigestInputStream in = new DigestInputStream(open, Sha256.digest())) {
            file = Files.createTempFile("rowkeep-parts-", ".jsonl.zst");
            long length = Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            requireRecorded(
                    key,
                    list,
                    length,
                    HexFormat.of().formatHex(in.getMessageDigest().digest()));
            return new CheckedPartList(key, new byte[0], file);
        } catch (IOException e) {
            deleteQuietly(file);
            throw new UncheckedIOException(
                    "The part list %s cannot be copied to the temporary folder".formatted(key), e);
        } catch (BackupException e) {
            deleteQuietly(file);
            throw e;
        }
    }

    private static void requireRecorded(String key, PartList list, long length, String sha256) {
        if (length != list.storedBytes() || !sha256.equals(list.sha256())) {
            throw ArtifactFailure.damaged(WHAT, key, "its length or checksum is not the one in the manifest");
        }
    }

    private static void deleteQuietly(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
