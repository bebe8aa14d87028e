package io.rowkeep.format;

import java.io.IOException;
import java.util.Arrays;

/** Reads a number, one of the three names of what JSON has no number for, or null. */
final class JsonNumberReader implements JsonValueReader {

    private enum State {
        BEGIN,
        DIGITS,
        NAME,
        WORD
    }

    private final JsonDigits digits = new JsonDigits();
    private final JsonLiteral literal = new JsonLiteral();
    private State state = State.BEGIN;

    @Override
    public void begin() {
        state = State.BEGIN;
    }

    @Override
    public int read(byte[] bytes, int from, int end, OutputBuffer out) throws IOException {
        int at = from;
        if (state == State.BEGIN) {
            at = first(bytes, at);
        }
        if (state == State.NAME && at < end) {
            name(bytes[at]);
        }
        return switch (state) {
            case DIGITS -> digits.read(bytes, at, end, out);
            case WORD -> literal.read(bytes, at, end, out);
            case BEGIN, NAME -> at;
        };
    }

    @Override
    public boolean ended() {
        return state == State.DIGITS ? digits.ended() : state == State.WORD && literal.ended();
    }

    private int first(byte[] bytes, int at) {
        switch (bytes[at]) {
            case '"' -> {
                state = State.NAME;
                return at + 1;
            }
            case 'n' -> {
                literal.begin(JsonText.NULL, CopyText.NULL);
                state = State.WORD;
            }
            default -> {
                digits.begin();
                state = State.DIGITS;
            }
        }
        return at;
    }

    // Each name begins with another byte, and its closing quote is read as part of it.
    private void name(byte first) {
        for (byte[] name : NumberShape.NAMES) {
            if (name[0] == first) {
                byte[] word = Arrays.copyOf(name, name.length + 1);
                word[name.length] = '"';
                literal.begin(word, name);
                state = State.WORD;
                return;
            }
        }
        throw Malformed.unexpected(first, "at the start of a number's name");
    }
}
