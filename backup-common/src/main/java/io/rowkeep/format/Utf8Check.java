package io.rowkeep.format;

/** Checks that characters beyond ASCII are valid UTF-8 (RFC 3629), wherever the bytes are cut. ASCII costs nothing. */
final class Utf8Check {

    private int missing;
    private int lowest;
    private int highest;

    /** Forgets the bytes so far. */
    void reset() {
        missing = 0;
    }

    /** The index of the first ASCII byte from there, or {@code end}, which may be inside a character. */
    int run(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            int value = bytes[at] & 0xff;
            if (missing > 0) {
                follow(value);
            } else if (value < 0x80) {
                return at;
            } else {
                lead(value);
            }
            at++;
        }
        return at;
    }

    /** The same within one line, where the characters that begin there must be whole. */
    int characters(byte[] line, int from, int end) {
        missing = 0;
        int at = run(line, from, end);
        if (missing > 0) {
            throw new Malformed("the line ends inside a character of UTF-8");
        }
        return at;
    }

    private void follow(int value) {
        if (value < lowest || value > highest) {
            throw Malformed.unexpected((byte) value, "in a character of UTF-8");
        }
        missing--;
        lowest = 0x80;
        highest = 0xbf;
    }

    // The bounds of the second byte keep out overlong forms, surrogates and what is beyond U+10FFFF.
    private void lead(int value) {
        if (value < 0xc2 || value > 0xf4) {
            throw Malformed.unexpected((byte) value, "at the start of a character of UTF-8");
        }
        missing = value < 0xe0 ? 1 : value < 0xf0 ? 2 : 3;
        lowest = value == 0xe0 ? 0xa0 : value == 0xf0 ? 0x90 : 0x80;
        highest = value == 0xed ? 0x9f : value == 0xf4 ? 0x8f : 0xbf;
    }
}
