package io.rowkeep.difference;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines, one at a time, each held in memory until the next one is read. */
final class LineReader {

    private static final int FIRST_CAPACITY = 4 << 10;

    private final InputStream in;
    private final int maxBytes;
    private byte[] line = new byte[FIRST_CAPACITY];
    private int length;

    /** @param in buffered; who opened it closes it */
    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** Reads the next line; false at the end. */
    boolean next() throws IOException {
        length = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 && length == 0) {
                return false;
            }
            if (b < 0 || length == maxBytes) {
                throw new IOException("A line has no end");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) b;
        }
        return true;
    }

    /** The array that the line stands in from its start; used again by the next one. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }
}
