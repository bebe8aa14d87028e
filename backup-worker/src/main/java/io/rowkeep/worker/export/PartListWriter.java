package io.rowkeep.worker.export;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.rowkeep.artifact.Part;
import io.rowkeep.message.MessageMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Writes a table's part list and sums its parts up. The list is kept compressed until it is whole: some 60 bytes for each part,
 * 36 MB for a table of 10 TB.
 */
final class PartListWriter implements Consumer<Part>, AutoCloseable {

    private static final int LEVEL = 3;

    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
    private final ZstdOutputStreamNoFinalizer compressor;
    private long parts;
    private long rows;
    private long bytes;
    private long storedBytes;

    PartListWriter() throws IOException {
        this.compressor = new ZstdOutputStreamNoFinalizer(stored, LEVEL).setChecksum(true);
    }

    @Override
    public void accept(Part part) {
        try {
            compressor.write(MessageMapper.JSON.writeValueAsBytes(part));
            compressor.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("Part %s cannot be listed".formatted(part.key()), e);
        }
        parts++;
        rows += part.rows();
        bytes += part.bytes();
        storedBytes += part.storedBytes();
    }

    /** Ends the list: the bytes to be stored. */
    byte[] finish() throws IOException {
        compressor.close();
        return stored.toByteArray();
    }

    long parts() {
        return parts;
    }

    /** Rows in all parts. */
    long rows() {
        return rows;
    }

    /** Bytes of all parts before compression. */
    long bytes() {
        return bytes;
    }

    /** Bytes of all part objects. */
    long storedBytes() {
        return storedBytes;
    }

    @Override
    public void close() throws IOException {
        compressor.close();
    }
}
