package io.rowkeep.worker.imports;

import io.rowkeep.format.ByteSink;
import java.io.IOException;

/** Collects small pieces of lines, since every write to a server is a message of its own. For one thread. */
final class SinkBuffer implements ByteSink {

    private final ByteSink sink;
    private final byte[] bytes = new byte[64 << 10];
    private int size;

    SinkBuffer(ByteSink sink) {
        this.sink = sink;
    }

    @Override
    public void write(byte[] more, int offset, int length) throws IOException {
        if (length > bytes.length - size) {
            flush();
        }
        if (length > bytes.length) {
            sink.write(more, offset, length);
        } else {
            System.arraycopy(more, offset, bytes, size, length);
            size += length;
        }
    }

    /** Hands everything on. */
    void flush() throws IOException {
        sink.write(bytes, 0, size);
        size = 0;
    }
}
