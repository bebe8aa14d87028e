package io.rowkeep.format;

import java.io.IOException;
import java.util.List;

/** Stores lines of COPY text as they are. */
final class CopyTextToNative implements RowEncoder {

    private static final byte[] NEWLINE = {'\n'};

    private final List<FormatColumn> columns;
    private final CopyTextCheck check;
    private long lines;

    CopyTextToNative(List<FormatColumn> columns) {
        this.columns = List.copyOf(columns);
        this.check = new CopyTextCheck(this.columns);
    }

    @Override
    public void encode(byte[] line, int offset, int length, ByteSink out) throws IOException {
        int end = CopyText.endOf(line, offset, length);
        try {
            check.check(line, offset, end);
            check.check(NEWLINE, 0, 1);
            if (check.rows() != lines + 1) {
                throw new Malformed("there is a newline inside");
            }
        } catch (Malformed e) {
            throw RowFailure.encoding(lines, columns, check.column(), e);
        }
        if (end < offset + length) {
            out.write(line, offset, length);
        } else {
            out.write(line, offset, length);
            out.write(NEWLINE, 0, 1);
        }
        lines++;
    }
}
