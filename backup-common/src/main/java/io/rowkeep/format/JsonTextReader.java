package io.rowkeep.format;

import java.io.IOException;

/** Reads a string, or null. */
final class JsonTextReader implements JsonValueReader {

    private enum State {
        BEGIN,
        STRING,
        NULL
    }

    private final JsonString string = new JsonString(false);
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
            if (bytes[at] == '"') {
                string.begin();
                state = State.STRING;
                at++;
            } else {
                literal.begin(JsonText.NULL, CopyText.NULL);
                state = State.NULL;
            }
        }
        return state == State.STRING ? string.read(bytes, at, end, out) : literal.read(bytes, at, end, out);
    }

    @Override
    public boolean ended() {
        return state == State.STRING ? string.ended() : state == State.NULL && literal.ended();
    }
}
