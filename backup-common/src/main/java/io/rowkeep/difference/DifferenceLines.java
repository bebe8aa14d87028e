package io.rowkeep.difference;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.ByteSink;
import java.io.IOException;
import java.util.Arrays;

/** Takes the bytes of a table's differences, cut anywhere, and hands on line after line. Holds one line. */
final class DifferenceLines implements ByteSink {

    private static final int FIRST_CAPACITY = 16 << 10;

    private final TableName table;
    private final LineConsumer consumer;
    private byte[] line = new byte[FIRST_CAPACITY];
    private int length;

    DifferenceLines(TableName table, LineConsumer consumer) {
        this.table = table;
        this.consumer = consumer;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int from = offset;
        int end = offset + count;
        for (int i = offset; i < end; i++) {
            if (bytes[i] == '\n') {
                append(bytes, from, i + 1 - from);
                consumer.line(line, length);
                length = 0;
                from = i + 1;
            }
        }
        append(bytes, from, end - from);
    }

    /** Says that the table has no more of them. */
    void end() {
        if (length > 0) {
            throw new IllegalStateException("The differences of table %s end inside a line".formatted(table));
        }
    }

    private void append(byte[] bytes, int from, int count) {
        if (count > DifferenceLine.MAX_BYTES - length) {
            throw new BackupException(
                    ErrorCode.ROW_TOO_LARGE,
                    "A difference of table %s has more than %d bytes as JSON: preview fewer columns or other tables"
                            .formatted(table, DifferenceLine.MAX_BYTES));
        }
        if (count > line.length - length) {
            line = Arrays.copyOf(line, Math.min(Math.max(2 * line.length, length + count), DifferenceLine.MAX_BYTES));
        }
        System.arraycopy(bytes, from, line, length, count);
        length += count;
    }

    /** Takes a line. */
    interface LineConsumer {

        /** Takes it from the start of the array, its end included; the array is used again when this returns. */
        void line(byte[] bytes, int length) throws IOException;
    }
}
