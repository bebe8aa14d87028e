package io.rowkeep.worker.settings;

import io.rowkeep.settings.SettingsReader;
import java.time.Duration;

/**
 * What keeps a worker within its memory, and its patience with others.
 *
 * @param maxRowBytes the widest printed row, in bytes; a wider one fails its job
 * @param partBytes the size of a part object before encryption, in bytes
 * @param lockTimeout how long one try at a table lock may keep others waiting behind it
 */
public record Limits(int maxRowBytes, int partBytes, Duration lockTimeout) {

    private static final int MEBIBYTE = 1 << 20;

    /**
     * The defaults. A value of 64 MiB fits: at worst it is printed twice as wide (bytes in hexadecimal, a text of escapes), and the
     * rest of its row beside it.
     */
    public static final Limits DEFAULT = new Limits(130 * MEBIBYTE, 16 * MEBIBYTE, Duration.ofSeconds(5));

    /** How many parts are in memory at once: one is filled while the others are sent. */
    public static final int PART_BUFFERS = 4;

    /** What the heap holds beside one row and the parts. */
    private static final int PROGRAM = 48 * MEBIBYTE;

    private static final int GREATEST_ROW = 1 << 30;
    private static final int LEAST_PART = 1 << 16;
    private static final String MAX_ROW = "rowkeep.max-row";
    private static final String PART_SIZE = "rowkeep.part-size";

    /**
     * Asks for {@code rowkeep.max-row}, {@code .part-size} and {@code .lock-timeout}. Where the heap has no room for the default of the
     * first, it is what the heap has room for.
     *
     * @param heapBytes what the JVM may use, in bytes
     */
    static Limits read(SettingsReader reader, long heapBytes) {
        long part = reader.size(PART_SIZE, DEFAULT.partBytes());
        if (part < LEAST_PART || part > DEFAULT.partBytes()) {
            throw reader.wrong(PART_SIZE, "must be from 64KiB to 16MiB");
        }
        long others = PART_BUFFERS * part + PROGRAM;
        long room = Math.max(heapBytes - others, MEBIBYTE);
        long maxRow = reader.size(MAX_ROW, Math.min(DEFAULT.maxRowBytes(), room));
        if (maxRow < 1 || maxRow > GREATEST_ROW) {
            throw reader.wrong(MAX_ROW, "must be from 1B to 1GiB, which is the widest row that a server prints");
        }
        if (maxRow > room) {
            throw reader.wrong(
                    MAX_ROW,
                    "is %d MiB, and this JVM's heap of %d MiB has room for rows of %d MiB: lower it, or start the worker with -Xmx%dm"
                            .formatted(
                                    maxRow / MEBIBYTE,
                                    heapBytes / MEBIBYTE,
                                    room / MEBIBYTE,
                                    (maxRow + others + MEBIBYTE - 1) / MEBIBYTE));
        }
        return new Limits((int) maxRow, (int) part, reader.duration("rowkeep.lock-timeout", DEFAULT.lockTimeout()));
    }
}
