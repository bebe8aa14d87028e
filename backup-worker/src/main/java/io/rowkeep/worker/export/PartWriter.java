package io.rowkeep.worker.export;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.rowkeep.artifact.Part;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.format.ByteSink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compresses the encoded rows of one shard, or another stream, and cuts them into parts, each a zstd frame of its own: after a row when the part is
 * large enough, inside a row only when memory for it would run out. Holds one native compression context until it is closed.
 */
final class PartWriter implements ByteSink, AutoCloseable {

    private static final int SLICE = 64 << 10;

    private final PartNames names;
    private final Uploads uploads;
    private final Consumer<Part> list;
    private final PartSize size;
    private final ZstdOutputStreamNoFinalizer compressor;

    /** The compressor holds on to the array that it got last: it gets this one, not a wide row whose memory the next one needs. */
    private final byte[] slice = new byte[SLICE];

    private @Nullable PartBuffer buffer;
    private boolean closed;
    private int number;
    private long rows;
    private long bytes;
    private boolean insideRow;

    /**
     * @param level zstd's
     * @param list takes every part in its order, before it is sent
     */
    PartWriter(PartNames names, Uploads uploads, int level, Consumer<Part> list) throws IOException {
        this.names = names;
        this.uploads = uploads;
        this.list = list;
        this.size = uploads.partSize();
        this.compressor = new ZstdOutputStreamNoFinalizer(new CurrentBuffer(), RecyclingBufferPool.INSTANCE, level)
                .setCloseFrameOnFlush(true)
                .setChecksum(true);
    }

    @Override
    public void write(byte[] encoded, int offset, int length) throws IOException {
        int end = offset + length;
        for (int from = offset; from < end; from += SLICE) {
            if (current().size() >= size.hardLimit()) {
                cut(insideRow);
            }
            int count = Math.min(SLICE, end - from);
            System.arraycopy(encoded, from, slice, 0, count);
            compressor.write(slice, 0, count);
            bytes += count;
            insideRow = true;
        }
    }

    /** Says that what was written so far ends with a whole row. */
    void endRow() throws IOException {
        rows++;
        mayCut();
    }

    /** Says that a part may end here. What has no rows says so again and again, and its parts go on in nothing. */
    void mayCut() throws IOException {
        insideRow = false;
        if (current().size() >= size.target() || bytes >= size.rawTarget()) {
            cut(false);
        }
    }

    /** Cuts what is left; a shard without rows has no part. */
    void finish() throws IOException {
        if (bytes > 0) {
            cut(false);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            compressor.close();
        } finally {
            if (buffer != null) {
                uploads.drop(buffer);
                buffer = null;
            }
        }
    }

    private PartBuffer current() {
        if (buffer == null) {
            buffer = uploads.buffer();
        }
        return buffer;
    }

    private void cut(boolean continues) throws IOException {
        compressor.flush();
        PartBuffer full = current();
        String key = names.part(number);
        String sha256 = Sha256.hex(full.array(), 0, full.size());
        list.accept(new Part(key, names.shard(), number, rows, bytes, full.size(), sha256, continues));
        buffer = null;
        uploads.send(key, full);
        number++;
        rows = 0;
        bytes = 0;
        insideRow = false;
    }

    /** The compressor stays the same from part to part, the buffer does not. What it says while it is closed belongs to no part. */
    private final class CurrentBuffer extends OutputStream {

        @Override
        public void write(int value) {
            if (!closed) {
                current().write(value);
            }
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            if (!closed) {
                current().write(from, offset, length);
            }
        }
    }
}
