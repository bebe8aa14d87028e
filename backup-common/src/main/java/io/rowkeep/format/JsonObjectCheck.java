package io.rowkeep.format;

/**
 * Checks that bytes, however they are cut, are lines of one compact JSON object each, in UTF-8, without white space. Of bare numbers
 * canonical Extended JSON has only small whole ones. Memory is one flag for each level of nesting.
 */
final class JsonObjectCheck {

    /** BSON has at most 100 levels, of which an array's or a value's may take two here. */
    private static final int DEEPEST = 512;

    private enum State {
        LINE,
        FIRST_KEY,
        KEY,
        COLON,
        FIRST_ITEM,
        VALUE,
        STRING,
        ESCAPE,
        UNICODE,
        LITERAL,
        NUMBER,
        AFTER_VALUE,
        LINE_END
    }

    private final boolean[] objects = new boolean[DEEPEST];
    private final Utf8Check utf8 = new Utf8Check();
    private State state = State.LINE;
    private int depth;
    private boolean key;
    private int digits;
    private byte[] literal = JsonText.NULL;
    private int matched;
    private long lines;

    /** The whole lines so far. */
    long lines() {
        return lines;
    }

    /** Whether the bytes so far end with a whole line. */
    boolean betweenLines() {
        return state == State.LINE;
    }

    void check(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            if (state == State.STRING) {
                at = string(bytes, at, end);
            } else {
                step(bytes[at++]);
            }
        }
    }

    private void step(byte next) {
        switch (state) {
            case LINE -> open(next, '{');
            case FIRST_KEY -> firstKey(next);
            case KEY -> beginKey(next);
            case COLON -> expect(next, ':', State.VALUE);
            case FIRST_ITEM -> firstItem(next);
            case VALUE -> value(next);
            case ESCAPE -> escape(next);
            case UNICODE -> unicode(next);
            case LITERAL -> literal(next);
            case NUMBER -> number(next);
            case AFTER_VALUE -> afterValue(next);
            case LINE_END -> {
                expect(next, '\n', State.LINE);
                lines++;
            }
            case STRING -> throw new IllegalStateException("Strings are read in runs");
        }
    }

    private int string(byte[] bytes, int from, int end) {
        int at = from;
        do {
            at = PlainRun.end(bytes, utf8.run(bytes, at, end), end);
        } while (at < end && bytes[at] < 0);
        if (at == end) {
            return at;
        }
        switch (bytes[at]) {
            case '"' -> state = key ? State.COLON : State.AFTER_VALUE;
            case '\\' -> state = State.ESCAPE;
            default -> {
                if (bytes[at] >= 0 && bytes[at] < ' ') {
                    throw Malformed.unexpected(bytes[at], "unescaped in a string");
                }
            }
        }
        return at + 1;
    }

    private void firstKey(byte next) {
        if (next == '}') {
            close(next);
        } else {
            beginKey(next);
        }
    }

    private void beginKey(byte next) {
        expect(next, '"', State.STRING);
        utf8.reset();
        key = true;
    }

    private void firstItem(byte next) {
        if (next == ']') {
            close(next);
        } else {
            value(next);
        }
    }

    private void value(byte next) {
        switch (next) {
            case '{', '[' -> open(next, next);
            case '"' -> {
                state = State.STRING;
                utf8.reset();
                key = false;
            }
            case 't' -> begin(JsonText.TRUE);
            case 'f' -> begin(JsonText.FALSE);
            case 'n' -> begin(JsonText.NULL);
            default -> {
                if (!isDigit(next)) {
                    throw Malformed.unexpected(next, "at the start of a value");
                }
                state = State.NUMBER;
            }
        }
    }

    private void number(byte next) {
        if (!isDigit(next)) {
            afterValue(next);
        }
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private void begin(byte[] expected) {
        literal = expected;
        matched = 1;
        state = State.LITERAL;
    }

    private void literal(byte next) {
        expect(next, literal[matched++], matched == literal.length ? State.AFTER_VALUE : State.LITERAL);
    }

    private void escape(byte letter) {
        if (letter == 'u') {
            digits = 0;
            state = State.UNICODE;
        } else if (JsonText.isEscapeLetter(letter)) {
            state = State.STRING;
        } else {
            throw Malformed.unexpected(letter, "after a backslash");
        }
    }

    private void unicode(byte digit) {
        if (Character.digit(digit, 16) < 0) {
            throw Malformed.unexpected(digit, "in a unicode escape");
        }
        digits++;
        state = digits == 4 ? State.STRING : State.UNICODE;
    }

    private void open(byte next, int expected) {
        expect(next, expected, next == '{' ? State.FIRST_KEY : State.FIRST_ITEM);
        if (depth == DEEPEST) {
            throw new Malformed("it is nested more than %d levels deep".formatted(DEEPEST));
        }
        objects[depth++] = next == '{';
    }

    private void afterValue(byte next) {
        if (next == ',') {
            state = objects[depth - 1] ? State.KEY : State.VALUE;
        } else {
            close(next);
        }
    }

    private void close(byte next) {
        expect(next, objects[depth - 1] ? '}' : ']', State.AFTER_VALUE);
        depth--;
        if (depth == 0) {
            state = State.LINE_END;
        }
    }

    private void expect(byte next, int expected, State then) {
        if (next != expected) {
            throw Malformed.unexpected(
                    next, "where '%s' belongs".formatted(expected == '\n' ? "the line end" : (char) expected));
        }
        state = then;
    }
}
