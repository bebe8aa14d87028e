package io.rowkeep.format;

import java.io.IOException;

/**
 * Reads a nested jsonb, and finds its end by strings and depth. The grammar between the strings is left to the server, which
 * parses the value when it is loaded; a value that stands alone (string, number, word) is read in full.
 */
final class JsonNestedReader implements JsonValueReader {

    private enum State {
        BEGIN,
        BETWEEN,
        STRING,
        DIGITS,
        WORD,
        END
    }

    private final JsonString string = new JsonString(true);
    private final JsonDigits digits = new JsonDigits();
    private final JsonLiteral literal = new JsonLiteral();
    private State state = State.BEGIN;
    private int depth;

    @Override
    public void begin() {
        state = State.BEGIN;
        depth = 0;
    }

    @Override
    public boolean ended() {
        return switch (state) {
            case DIGITS -> digits.ended();
            case WORD -> literal.ended();
            case END -> true;
            case BEGIN, BETWEEN, STRING -> false;
        };
    }

    @Override
    public int read(byte[] bytes, int from, int end, OutputBuffer out) throws IOException {
        if (state == State.BEGIN) {
            first(bytes[from]);
        }
        int at = from;
        while (at < end && !ended()) {
            at = switch (state) {
                case BETWEEN -> between(bytes, at, end, out);
                case STRING -> string(bytes, at, end, out);
                case DIGITS -> digits.read(bytes, at, end, out);
                case WORD -> literal.read(bytes, at, end, out);
                case BEGIN, END -> throw new IllegalStateException("Not while reading: " + state);
            };
        }
        return at;
    }

    private void first(byte first) {
        switch (first) {
            case '{', '[', '"' -> state = State.BETWEEN;
            case 't' -> word(JsonText.TRUE);
            case 'f' -> word(JsonText.FALSE);
            case 'n' -> word(JsonText.NULL);
            default -> {
                digits.begin();
                state = State.DIGITS;
            }
        }
    }

    private void word(byte[] word) {
        literal.begin(word, word);
        state = State.WORD;
    }

    private int between(byte[] bytes, int from, int end, OutputBuffer out) throws IOException {
        int at = from;
        while (at < end && state == State.BETWEEN) {
            byte value = bytes[at++];
            switch (value) {
                case '"' -> {
                    string.begin();
                    state = State.STRING;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (--depth == 0) {
                        state = State.END;
                    }
                }
                default -> checkBetween(value);
            }
        }
        out.put(bytes, from, at);
        return at;
    }

    private int string(byte[] bytes, int from, int end, OutputBuffer out) throws IOException {
        int at = string.read(bytes, from, end, out);
        if (string.ended()) {
            out.put('"');
            state = depth == 0 ? State.END : State.BETWEEN;
        }
        return at;
    }

    private static void checkBetween(byte value) {
        boolean letterOrDigit = (value >= 'a' && value <= 'z') || (value >= '0' && value <= '9');
        if (!letterOrDigit && " ,:+-.E".indexOf(value) < 0) {
            throw Malformed.unexpected(value, "in a nested value");
        }
    }
}
