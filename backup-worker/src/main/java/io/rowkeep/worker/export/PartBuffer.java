package io.rowkeep.worker.export;

import java.io.OutputStream;

/** The stored bytes of one part, in memory that is used again. For one thread at a time. */
final class PartBuffer extends OutputStream {

    private final byte[] bytes;
    private int size;

    PartBuffer(int capacity) {
        this.bytes = new byte[capacity];
    }

    @Override
    public void write(int value) {
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** The array that the bytes stand in, from its start. */
    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }
}
