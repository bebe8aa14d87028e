package io.rowkeep.worker.imports;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.storage.ObjectStore;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The pieces of an upload, one after the other, as one stream; one piece is in memory. For one thread. */
final class PieceStream extends InputStream {

    private final ObjectStore store;
    private final ImportSpec.Upload upload;
    private final MessageDigest digest = Sha256.digest();
    private byte[] piece = new byte[0];
    private int next;
    private int at;
    private long position;

    PieceStream(ObjectStore store, ImportSpec.Upload upload) {
        this.store = store;
        this.upload = upload;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        while (at == piece.length) {
            if (next == upload.pieces()) {
                return -1;
            }
            fetch();
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, buffer, offset, count);
        at += count;
        position += count;
        return count;
    }

    /** How many bytes were read so far. */
    long position() {
        return position;
    }

    /**
     * Reads what is left, and proves that the whole was what was uploaded.
     *
     * @throws BackupException with {@code ARTIFACT_DAMAGED}
     */
    void verify() {
        while (next < upload.pieces()) {
            position += piece.length - at;
            fetch();
        }
        position += piece.length - at;
        at = piece.length;
        String found = HexFormat.of().formatHex(digest.digest());
        if (position != upload.bytes() || !found.equals(upload.sha256())) {
            throw new BackupException(
                    ErrorCode.ARTIFACT_DAMAGED,
                    "The uploaded file %s is not as it was uploaded: its checksum is not the one that was recorded"
                            .formatted(upload.folder()));
        }
    }

    private void fetch() {
        String key = ArtifactKeys.uploadPiece(upload.folder(), next);
        piece = store.get(key, ImportSpec.Upload.PIECE_BYTES)
                .orElseThrow(() -> new BackupException(
                        ErrorCode.ARTIFACT_MISSING, "The piece %s of an uploaded file is gone".formatted(key)));
        digest.update(piece);
        at = 0;
        next++;
    }
}
