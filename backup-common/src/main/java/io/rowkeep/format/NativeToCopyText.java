package io.rowkeep.format;

import java.io.IOException;
import java.util.List;

/** Passes stored COPY text on after checking it. */
final class NativeToCopyText implements RowDecoder {

    private final List<FormatColumn> columns;
    private final CopyTextCheck check;

    NativeToCopyText(List<FormatColumn> columns) {
        this.columns = List.copyOf(columns);
        this.check = new CopyTextCheck(this.columns);
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, ByteSink out) throws IOException {
        try {
            check.check(bytes, offset, offset + length);
        } catch (Malformed e) {
            throw RowFailure.decoding(check.rows(), columns, check.column(), e);
        }
        if (length > 0) {
            out.write(bytes, offset, length);
        }
    }

    @Override
    public void finish(ByteSink out) {
        if (!check.betweenRows()) {
            throw RowFailure.truncated(check.rows(), columns, check.column());
        }
    }

    @Override
    public long rows() {
        return check.rows();
    }
}
