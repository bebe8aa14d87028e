package io.rowkeep.api.imports;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ImportSpec.Upload;
import io.rowkeep.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A file on its way into the bucket, one piece in memory. Unless it is kept, closing deletes what was stored of it. For one thread. */
final class StoredUpload implements AutoCloseable {

    private final ObjectStore store;
    private final String folder;
    private final long maxBytes;
    private final MessageDigest digest = Sha256.digest();
    private int pieces;
    private long bytes;
    private boolean kept;

    /** @param maxBytes a larger file is refused, wherever its end is found */
    StoredUpload(ObjectStore store, String folder, long maxBytes) {
        this.store = store;
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /**
     * Stores the whole stream.
     *
     * @throws BackupException with {@code UPLOAD_TOO_LARGE}, or with {@code INVALID_REQUEST} for an empty one
     */
    Upload store(InputStream body) throws IOException {
        byte[] piece = new byte[Upload.PIECE_BYTES];
        for (int count = fill(body, piece); count > 0; count = fill(body, piece)) {
            digest.update(piece, 0, count);
            store.put(ArtifactKeys.uploadPiece(folder, pieces++), piece, 0, count);
        }
        if (bytes == 0) {
            throw new BackupException(
                    ErrorCode.INVALID_REQUEST, "The body is missing: this call expects the file itself as the body");
        }
        return new Upload(folder, pieces, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /** From now on it may belong to a job. */
    void keep() {
        kept = true;
    }

    /** It belongs to nobody after all. */
    void discard() {
        kept = false;
    }

    /** Refuses what is too large. */
    static void requireSize(long bytes, long maxBytes) {
        if (bytes > maxBytes) {
            throw new BackupException(
                    ErrorCode.UPLOAD_TOO_LARGE, "A file to import has at most %d bytes here".formatted(maxBytes));
        }
    }

    private int fill(InputStream body, byte[] piece) throws IOException {
        int count = body.readNBytes(piece, 0, piece.length);
        bytes += count;
        requireSize(bytes, maxBytes);
        return count;
    }

    @Override
    public void close() {
        for (int piece = 0; !kept && piece < pieces; piece++) {
            store.delete(ArtifactKeys.uploadPiece(folder, piece));
        }
    }
}
