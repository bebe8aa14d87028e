package io.rowkeep.worker.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Unpacked bytes on their way to a parser. Closing it leaves what is below open. For one thread. */
final class CountedStream extends FilterInputStream {

    private final UnpackedBytes total;
    private long bytes;

    CountedStream(InputStream in, UnpackedBytes total) {
        super(in);
        this.total = total;
    }

    /** How many were read here. */
    long bytes() {
        return bytes;
    }

    /** Reads what is left, so that whatever is below checks its end. */
    void drain() throws IOException {
        transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = unpacked(buffer, offset, length);
        if (count > 0) {
            bytes += count;
            total.add(count);
        }
        return count;
    }

    private int unpacked(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            throw Refusal.of("The file cannot be unpacked, it is damaged or cut off: %s".formatted(e.getMessage()), e);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {}
}
