package io.rowkeep.format;

import java.io.IOException;

/** Reads the digits of a number, however they are cut, and puts them as they are. */
final class JsonDigits {

    private int state;
    private boolean ended;

    void begin() {
        state = NumberShape.START;
        ended = false;
    }

    /** Reads up to the comma, or the brace, that ends the field. */
    int read(byte[] bytes, int from, int end, OutputBuffer out) throws IOException {
        int at = from;
        while (at < end && bytes[at] != ',' && bytes[at] != '}') {
            state = NumberShape.next(state, bytes[at]);
            if (state == NumberShape.WRONG) {
                throw Malformed.unexpected(bytes[at], "in a number");
            }
            at++;
        }
        out.put(bytes, from, at);
        if (at < end) {
            ended = true;
            if (!NumberShape.complete(state)) {
                throw new Malformed("a number is not complete");
            }
        }
        return at;
    }

    boolean ended() {
        return ended;
    }
}
