package io.rowkeep.format;

import java.io.IOException;
import java.util.BitSet;

/**
 * Reads a nested jsonb, and finds its end by strings and brackets. The grammar between the strings is left to the server, which
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

    /** What stands between strings and brackets: numbers, true, false, null, and what separates. */
    private static final boolean[] BETWEEN = table(" ,:0123456789+-.eEtrufalsn");

    private final JsonString string = new JsonString(true);
    private final JsonDigits digits = new JsonDigits();
    private final JsonLiteral literal = new JsonLiteral();
    private State state = State.BEGIN;
    /** For each open bracket, outermost first, whether it is a brace. */
    private final BitSet braces = new BitSet();

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
                case '{', '[' -> braces.set(depth++, value == '{');
                case '}', ']' -> close(value);
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

    private void close(byte value) {
        depth--;
        if (braces.get(depth) != (value == '}')) {
            throw Malformed.unexpected(value, "where the other bracket is open");
        }
        if (depth == 0) {
            state = State.END;
        }
    }

    private static void checkBetween(byte value) {
        if (value < 0 || !BETWEEN[value]) {
            throw Malformed.unexpected(value, "in a nested value");
        }
    }

    private static boolean[] table(String allowed) {
        boolean[] table = new boolean[128];
        allowed.chars().forEach(value -> table[value] = true);
        return table;
    }
}
