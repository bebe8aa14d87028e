package io.rowkeep.format;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.io.IOException;

/** Stores lines of Extended JSON as they are, after checking them. */
final class DocumentEncoder implements RowEncoder {

    private static final byte[] NEWLINE = {'\n'};

    private final JsonObjectCheck check = new JsonObjectCheck();

    @Override
    public void encode(byte[] line, int offset, int length, ByteSink out) throws IOException {
        int end = CopyText.endOf(line, offset, length);
        long before = check.lines();
        try {
            check.check(line, offset, end);
            check.check(NEWLINE, 0, 1);
        } catch (Malformed e) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "Line %d of Extended JSON cannot be stored: %s".formatted(before + 1, e.getMessage()),
                    e);
        }
        out.write(line, offset, length);
        if (end == offset + length) {
            out.write(NEWLINE, 0, 1);
        }
    }
}
