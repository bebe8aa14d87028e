package io.rowkeep.format;

import java.io.IOException;

/** A fixed buffer in front of a sink: many small puts, few writes. */
final class OutputBuffer {

    static final int CAPACITY = 64 * 1024;

    private final byte[] bytes = new byte[CAPACITY];
    private int size;
    private ByteSink sink = (array, offset, length) -> {
        throw new IllegalStateException("Nothing can be put before begin");
    };

    /** Empties the buffer (a failed call may have left something) and puts to this sink from now on. */
    void begin(ByteSink newSink) {
        size = 0;
        sink = newSink;
    }

    void put(int value) throws IOException {
        if (size == CAPACITY) {
            flush();
        }
        bytes[size++] = (byte) value;
    }

    void put(byte[] source) throws IOException {
        put(source, 0, source.length);
    }

    void put(byte[] source, int from, int to) throws IOException {
        int length = to - from;
        if (length > CAPACITY - size) {
            flush();
            if (length > CAPACITY) {
                sink.write(source, from, length);
                return;
            }
        }
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    /** Hands everything to the sink. */
    void flush() throws IOException {
        if (size > 0) {
            int length = size;
            size = 0;
            sink.write(bytes, 0, length);
        }
    }
}
