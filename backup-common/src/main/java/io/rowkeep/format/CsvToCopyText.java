package io.rowkeep.format;

import java.io.IOException;
import java.util.List;

/** Reads CSV records exactly as {@link CopyTextToCsv} writes them. */
final class CsvToCopyText implements RowDecoder {

    private enum State {
        ROW,
        FIELD,
        QUOTED,
        QUOTE
    }

    private final List<FormatColumn> columns;
    private final OutputBuffer out = new OutputBuffer();
    private final Utf8Check utf8 = new Utf8Check();
    private State state = State.ROW;
    private long rows;
    private int column;

    CsvToCopyText(List<FormatColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, ByteSink sink) throws IOException {
        out.begin(sink);
        try {
            int end = offset + length;
            int at = offset;
            while (at < end) {
                at = step(bytes, at, end);
            }
        } catch (Malformed e) {
            throw RowFailure.decoding(rows, columns, column, e);
        }
        out.flush();
    }

    @Override
    public void finish(ByteSink sink) {
        if (state != State.ROW) {
            throw RowFailure.truncated(rows, columns, column);
        }
    }

    @Override
    public long rows() {
        return rows;
    }

    private int step(byte[] bytes, int at, int end) throws IOException {
        byte next = bytes[at];
        switch (state) {
            case ROW -> {
                if (!columns.isEmpty()) {
                    state = State.FIELD;
                    return at;
                }
                endRow(next);
            }
            case FIELD -> {
                if (next == '"') {
                    state = State.QUOTED;
                } else {
                    out.put(CopyText.NULL);
                    endField(next);
                }
            }
            case QUOTED -> {
                return quoted(bytes, at, end);
            }
            case QUOTE -> {
                if (next == '"') {
                    out.put('"');
                    state = State.QUOTED;
                } else {
                    endField(next);
                }
            }
        }
        return at + 1;
    }

    private int quoted(byte[] bytes, int from, int end) throws IOException {
        int run = from;
        int at = from;
        while ((at = PlainRun.end(bytes, utf8.run(bytes, at, end), end)) < end && bytes[at] != '"') {
            byte value = bytes[at];
            if (value == 0) {
                throw Malformed.unexpected(value, "in a value");
            }
            byte letter = value < 0 ? 0 : CopyText.escapeLetter(value);
            if (letter != 0) {
                out.put(bytes, run, at);
                out.put('\\');
                out.put(letter);
                run = at + 1;
            }
            // A character beyond ASCII is left to the check at the top of the loop.
            if (value >= 0) {
                at++;
            }
        }
        out.put(bytes, run, at);
        if (at == end) {
            return at;
        }
        state = State.QUOTE;
        return at + 1;
    }

    private void endField(byte next) throws IOException {
        if (next == ',' && column + 1 < columns.size()) {
            out.put('\t');
            column++;
            state = State.FIELD;
        } else if (next == '\n' && column + 1 < columns.size()) {
            column++;
            throw new Malformed("there is no field");
        } else {
            endRow(next);
        }
    }

    private void endRow(byte next) throws IOException {
        if (next != '\n') {
            throw Malformed.unexpected(next, "at the end of a field or row");
        }
        out.put('\n');
        rows++;
        column = 0;
        state = State.ROW;
    }
}
