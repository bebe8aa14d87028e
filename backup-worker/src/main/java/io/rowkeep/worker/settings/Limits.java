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

    /** The defaults. */
    public static final Limits DEFAULT = new Limits(64 * MEBIBYTE, 16 * MEBIBYTE, Duration.ofSeconds(5));

    /** The driver holds a row while a copy of it is encoded, and the parts in flight need room beside it. */
    private static final int ROWS_IN_HEAP = 3;

    private static final int GREATEST_ROW = 1 << 30;
    private static final int LEAST_PART = 1 << 16;
    private static final String MAX_ROW = "rowkeep.max-row";
    private static final String PART_SIZE = "rowkeep.part-size";

    /**
     * Asks for {@code rowkeep.max-row}, {@code .part-size} and {@code .lock-timeout}.
     *
     * @param heapBytes what the JVM may use, in bytes
     */
    static Limits read(SettingsReader reader, long heapBytes) {
        long maxRow = reader.size(MAX_ROW, DEFAULT.maxRowBytes());
        if (maxRow < 1 || maxRow > GREATEST_ROW) {
            throw reader.wrong(MAX_ROW, "must be from 1B to 1GiB, which is the widest row that a server prints");
        }
        if (maxRow > heapBytes / ROWS_IN_HEAP) {
            throw reader.wrong(
                    MAX_ROW,
                    "is %d MiB, more than a third of this JVM's heap of %d MiB: lower it, or start the worker with -Xmx%dm"
                            .formatted(
                                    maxRow / MEBIBYTE,
                                    heapBytes / MEBIBYTE,
                                    (maxRow * ROWS_IN_HEAP + MEBIBYTE - 1) / MEBIBYTE));
        }
        long part = reader.size(PART_SIZE, DEFAULT.partBytes());
        if (part < LEAST_PART || part > DEFAULT.partBytes()) {
            throw reader.wrong(PART_SIZE, "must be from 64KiB to 16MiB");
        }
        return new Limits((int) maxRow, (int) part, reader.duration("rowkeep.lock-timeout", DEFAULT.lockTimeout()));
    }
}
