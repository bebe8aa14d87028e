package io.rowkeep.format;

import java.io.IOException;
import java.util.Arrays;

/** Cuts bytes that come in any pieces into lines. Holds one line at a time. For one stream. */
public final class LineSplitter implements ByteSink {

    private static final int SMALL = 64 << 10;

    private final ByteSink lines;
    private byte[] start = new byte[SMALL];
    private int length;

    /** @param lines takes every line in one call, with its newline */
    public LineSplitter(ByteSink lines) {
        this.lines = lines;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int end = offset + count;
        int from = offset;
        for (int at = offset; at < end; at++) {
            if (bytes[at] == '\n') {
                line(bytes, from, at + 1);
                from = at + 1;
            }
        }
        keep(bytes, from, end);
    }

    /** Hands on what stands behind the last newline, when there is anything: a line without one. */
    public void finish() throws IOException {
        if (length > 0) {
            handOnKept();
        }
    }

    private void line(byte[] bytes, int from, int end) throws IOException {
        if (length == 0) {
            lines.write(bytes, from, end - from);
            return;
        }
        keep(bytes, from, end);
        handOnKept();
    }

    private void handOnKept() throws IOException {
        int whole = length;
        length = 0;
        lines.write(start, 0, whole);
        if (start.length > SMALL) {
            start = new byte[SMALL];
        }
    }

    private void keep(byte[] bytes, int from, int end) {
        int needed = Math.addExact(length, end - from);
        if (needed > start.length) {
            start = Arrays.copyOf(start, Math.max(needed, (int) Math.min(start.length * 2L, Integer.MAX_VALUE - 16)));
        }
        System.arraycopy(bytes, from, start, length, end - from);
        length = needed;
    }
}
