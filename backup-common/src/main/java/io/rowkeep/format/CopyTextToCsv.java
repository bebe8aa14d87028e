package io.rowkeep.format;

import java.io.IOException;
import java.util.List;

/** One CSV record per line of COPY text: every value quoted, NULL an unquoted empty field, rows ended by a newline. */
final class CopyTextToCsv implements RowEncoder {

    private final List<FormatColumn> columns;
    private final OutputBuffer out = new OutputBuffer();
    private final Utf8Check utf8 = new Utf8Check();
    private long lines;
    private int column;

    CopyTextToCsv(List<FormatColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    @Override
    public void encode(byte[] line, int offset, int length, ByteSink sink) throws IOException {
        out.begin(sink);
        column = 0;
        try {
            row(line, offset, CopyText.endOf(line, offset, length));
        } catch (Malformed e) {
            throw RowFailure.encoding(lines, columns, column, e);
        }
        out.flush();
        lines++;
    }

    private void row(byte[] line, int offset, int end) throws IOException {
        int at = offset;
        for (; column < columns.size(); column++) {
            if (column > 0) {
                at = CopyText.nextField(line, at, end);
                out.put(',');
            }
            at = CopyText.isNull(line, at, end) ? at + CopyText.NULL.length : value(line, at, end);
        }
        CopyText.checkEnd(line, at, end);
        out.put('\n');
    }

    private int value(byte[] line, int from, int end) throws IOException {
        out.put('"');
        int run = from;
        int at = from;
        while ((at = PlainRun.end(line, at, end)) < end) {
            byte value = line[at];
            if (value == '\t') {
                break;
            } else if (value < 0) {
                at = utf8.characters(line, at, end);
            } else if (value == '\\') {
                out.put(line, run, at);
                out.put(CopyText.unescape(CopyText.letterAfter(line, at, end)));
                at += 2;
                run = at;
            } else if (value == '"') {
                // The run ends with this quote, and the next one begins with it again.
                out.put(line, run, at + 1);
                run = at++;
            } else {
                CopyText.checkRaw(value);
                at++;
            }
        }
        out.put(line, run, at);
        out.put('"');
        return at;
    }
}
