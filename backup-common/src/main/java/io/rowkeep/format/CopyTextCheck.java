package io.rowkeep.format;

import java.util.List;

/**
 * Checks that bytes, however they are cut, are COPY text as the server prints it for these columns: fields per row, its escapes,
 * no raw control character that has one. So the end-of-data mark {@code \.} cannot hide the rows behind it. Characters beyond
 * ASCII are not looked at: the native format stores whatever the server printed.
 */
final class CopyTextCheck {

    private enum State {
        ROW,
        FIELD,
        VALUE,
        FIRST_LETTER,
        LETTER,
        NULL
    }

    private final List<FormatColumn> columns;
    private State state = State.ROW;
    private long rows;
    private int column;

    CopyTextCheck(List<FormatColumn> columns) {
        this.columns = columns;
    }

    /** The whole rows so far. */
    long rows() {
        return rows;
    }

    /** Where a failure is, as the index of a column. */
    int column() {
        return column;
    }

    /** Whether the bytes so far end with a whole row. */
    boolean betweenRows() {
        return state == State.ROW;
    }

    void check(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            at = step(bytes, at, end);
        }
    }

    private int step(byte[] bytes, int at, int end) {
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
                if (next != '\\') {
                    state = State.VALUE;
                    return at;
                }
                state = State.FIRST_LETTER;
            }
            case VALUE -> {
                return value(bytes, at, end);
            }
            case FIRST_LETTER -> {
                if (next == 'N') {
                    state = State.NULL;
                } else {
                    letter(next);
                }
            }
            case LETTER -> letter(next);
            case NULL -> endField(next);
        }
        return at + 1;
    }

    private void letter(byte letter) {
        CopyText.unescape(letter);
        state = State.VALUE;
    }

    private int value(byte[] bytes, int from, int end) {
        int at = PlainRun.end(bytes, from, end);
        if (at == end) {
            return at;
        }
        byte value = bytes[at];
        if (value == '\\') {
            state = State.LETTER;
        } else if (value == '\t' || value == '\n') {
            endField(value);
        } else if (value >= 0 && value < ' ') {
            CopyText.checkRaw(value);
        }
        return at + 1;
    }

    private void endField(byte next) {
        boolean more = column + 1 < columns.size();
        if (next == '\t' && more) {
            column++;
            state = State.FIELD;
        } else if (next == '\n' && more) {
            column++;
            throw new Malformed("there is no field");
        } else {
            endRow(next);
        }
    }

    private void endRow(byte next) {
        if (next != '\n') {
            throw Malformed.unexpected(next, "at the end of a row");
        }
        rows++;
        column = 0;
        state = State.ROW;
    }
}
