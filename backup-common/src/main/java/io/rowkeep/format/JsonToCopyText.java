package io.rowkeep.format;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Reads JSON rows exactly as {@link CopyTextToJson} writes them: the braces, the keys in their order, the absent fields. */
final class JsonToCopyText implements RowDecoder {

    private enum State {
        OPEN,
        FIRST_KEY,
        KEY,
        VALUE,
        SEPARATOR,
        NEWLINE
    }

    private final List<FormatColumn> columns;
    private final byte[][] keys;
    private final JsonValueReader[] readers;
    private final OutputBuffer out = new OutputBuffer();
    private State state = State.OPEN;
    private long rows;
    private int column;
    private int matched;

    JsonToCopyText(List<FormatColumn> columns) {
        this.columns = List.copyOf(columns);
        this.keys = JsonText.keys(columns);
        this.readers = JsonValueReader.of(columns);
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
        if (state != State.OPEN) {
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
            case OPEN -> {
                expect('{', next);
                state = State.FIRST_KEY;
            }
            case FIRST_KEY -> {
                if (next != '}') {
                    state = State.KEY;
                    return at;
                }
                close();
            }
            case KEY -> {
                return key(bytes, at, end);
            }
            case VALUE -> {
                return value(bytes, at, end);
            }
            case SEPARATOR -> {
                if (next == ',') {
                    state = State.KEY;
                } else {
                    expect('}', next);
                    close();
                }
            }
            case NEWLINE -> {
                expect('\n', next);
                out.put('\n');
                rows++;
                column = 0;
                state = State.OPEN;
            }
        }
        return at + 1;
    }

    private int key(byte[] bytes, int from, int end) throws IOException {
        checkColumnLeft();
        if (matched == 0 && isKey(keys[column], bytes, from, end)) {
            beginValue();
            return from + keys[column].length;
        }
        int at = from;
        while (at < end) {
            if (bytes[at] != keys[column][matched]) {
                skipTo(bytes[at]);
            }
            at++;
            if (++matched == keys[column].length) {
                beginValue();
                return at;
            }
        }
        return at;
    }

    private static boolean isKey(byte[] key, byte[] bytes, int at, int end) {
        return end - at >= key.length && Arrays.equals(key, 0, key.length, bytes, at, at + key.length);
    }

    // Another key than the next column's: columns up to the one whose key begins with what was matched, and goes on so,
    // are absent.
    private void skipTo(byte next) throws IOException {
        byte[] seen = keys[column];
        do {
            absent(next);
            checkColumnLeft();
        } while (!(keys[column].length > matched
                && keys[column][matched] == next
                && Arrays.equals(seen, 0, matched, keys[column], 0, matched)));
    }

    private void absent(byte next) throws IOException {
        if (columns.get(column).mapping() != ColumnMapping.JSON) {
            throw Malformed.unexpected(next, "instead of its field");
        }
        beginField();
        out.put(CopyText.NULL);
        column++;
    }

    private void close() throws IOException {
        while (column < keys.length) {
            absent((byte) '}');
        }
        state = State.NEWLINE;
    }

    private void beginValue() throws IOException {
        beginField();
        readers[column].begin();
        matched = 0;
        state = State.VALUE;
    }

    private void beginField() throws IOException {
        if (column > 0) {
            out.put('\t');
        }
    }

    private int value(byte[] bytes, int from, int end) throws IOException {
        JsonValueReader reader = readers[column];
        int at = reader.read(bytes, from, end, out);
        if (reader.ended()) {
            column++;
            state = State.SEPARATOR;
        }
        return at;
    }

    private void checkColumnLeft() {
        if (column == keys.length) {
            throw new Malformed("there is one more field");
        }
    }

    private static void expect(char wanted, byte found) {
        if (found != wanted) {
            throw Malformed.unexpected(found, "instead of " + (wanted == '\n' ? "a newline" : wanted));
        }
    }
}
