package io.rowkeep.worker.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Remembers the end of an archive while it is read from its start, where the JDK reads one file after the other and never looks at
 * the directory behind them: an archive that was cut off there, or whose directory lists other files, is refused. For one thread.
 */
final class ArchiveEnd extends FilterInputStream {

    /** The record at the end, with the longest comment. */
    private static final int LONGEST = 22 + 0xffff;

    private static final int SIGNATURE = 0x06054b50;
    private static final int IN_ANOTHER_RECORD = 0xffff;
    private static final long PLACE_IN_ANOTHER_RECORD = 0xffff_ffffL;

    private final byte[] last = new byte[LONGEST];
    private long position;

    ArchiveEnd(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        for (int at = Math.max(0, count - LONGEST); at < count; at++) {
            last[(int) ((position + at) % LONGEST)] = buffer[offset + at];
        }
        position += Math.max(count, 0);
        return count;
    }

    /** Reads what is left, and proves that the archive ends with a directory of so many files. */
    void requireEntries(int count) throws IOException {
        transferTo(OutputStream.nullOutputStream());
        int tail = (int) Math.min(position, LONGEST);
        for (int back = 22; back <= tail; back++) {
            if (fourBytes(back) == SIGNATURE && twoBytes(back - 20) == back - 22) {
                int listed = twoBytes(back - 10);
                if (listed == IN_ANOTHER_RECORD || (listed == count && beginsAtStart(back))) {
                    return;
                }
            }
        }
        throw Refusal.of("The archive is damaged or cut off: its directory does not list the %d files that it holds"
                .formatted(count));
    }

    /** Whether the places in the directory count from the first byte: behind another archive they do not. */
    private boolean beginsAtStart(int back) {
        long size = fourBytes(back - 12) & PLACE_IN_ANOTHER_RECORD;
        long place = fourBytes(back - 16) & PLACE_IN_ANOTHER_RECORD;
        return place == PLACE_IN_ANOTHER_RECORD || place + size == position - back;
    }

    private int twoBytes(int back) {
        return byteAt(back) | (byteAt(back - 1) << 8);
    }

    private int fourBytes(int back) {
        return twoBytes(back) | (twoBytes(back - 2) << 16);
    }

    /** The byte that is so many before the end. */
    private int byteAt(int back) {
        return last[(int) ((position - back) % LONGEST)] & 0xff;
    }
}
