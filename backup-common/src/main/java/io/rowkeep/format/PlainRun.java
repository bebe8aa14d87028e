package io.rowkeep.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of a run of plain bytes: ASCII without control characters, {@code "} and {@code \}. They read the same in COPY
 * text, JSON strings and CSV, and most bytes of most tables are plain: this is the innermost loop of every encoder and decoder.
 */
final class PlainRun {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long SPACES = ONES * ' ';
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long HIGH_BITS = ONES << 7;

    private PlainRun() {}

    /**
     * The index of the first byte that is not plain, or {@code end}.
     *
     * <p>Eight bytes a step. The subtractions set the high bit of a byte that is below a space, a quote or a backslash. They
     * borrow from the next byte only where they have set it, so the lowest bit that is set is always right.
     */
    static int end(byte[] bytes, int from, int end) {
        int at = from;
        for (int last = end - Long.BYTES; at <= last; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long special =
                    (eight | (eight - SPACES) | ((eight ^ QUOTES) - ONES) | ((eight ^ BACKSLASHES) - ONES)) & HIGH_BITS;
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
        }
        while (at < end && isPlain(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Bytes are signed: those of a character beyond ASCII are below zero. */
    private static boolean isPlain(byte value) {
        return value >= ' ' && value != '"' && value != '\\';
    }
}
