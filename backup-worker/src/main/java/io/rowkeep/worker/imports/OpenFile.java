package io.rowkeep.worker.imports;

import io.rowkeep.worker.settings.ImportLimits;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/** An upload that is being read: its pieces, and above them what they are packed in, which may hold native memory. For one thread. */
final class OpenFile implements AutoCloseable {

    private final PieceStream pieces;
    private final PushbackInputStream packed;
    private final UnpackedBytes total;
    private final Packing packing;
    private @Nullable Closeable unpacking;

    private OpenFile(PieceStream pieces, PushbackInputStream packed, UnpackedBytes total, Packing packing) {
        this.pieces = pieces;
        this.packed = packed;
        this.total = total;
        this.packing = packing;
    }

    static OpenFile of(UploadedFile file, ImportLimits limits) throws IOException {
        PieceStream pieces = file.open();
        PushbackInputStream packed = new PushbackInputStream(pieces, Packing.LONGEST_MAGIC);
        return new OpenFile(pieces, packed, new UnpackedBytes(pieces, limits), Packing.of(packed));
    }

    boolean isArchive() {
        return packing == Packing.ZIP;
    }

    /** The files of an archive. */
    ZipEntries entries(ImportLimits limits) {
        ZipEntries entries = new ZipEntries(packed, total, limits.maxEntries());
        unpacking = entries;
        return entries;
    }

    /** The one file that it is when it is no archive. */
    CountedStream content() throws IOException {
        InputStream unpacked = packing.unpack(packed);
        unpacking = unpacked;
        return new CountedStream(unpacked, total);
    }

    /** Proves that the upload is as it came. */
    void verify() {
        pieces.verify();
    }

    @Override
    public void close() throws IOException {
        if (unpacking != null) {
            unpacking.close();
        }
    }
}
