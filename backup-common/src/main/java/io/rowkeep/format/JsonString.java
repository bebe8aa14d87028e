package io.rowkeep.format;

import java.io.IOException;

/**
 * Reads a JSON string after its opening quote, through the closing one, however its bytes are cut. Puts COPY text: the
 * characters of a text, or, nested in a jsonb, the string's own JSON without the closing quote.
 */
final class JsonString {

    private static final int PLAIN = -2;
    private static final int LETTER = -1;

    private final boolean nested;
    private final Utf8Check utf8 = new Utf8Check();

    /** {@link #PLAIN}, {@link #LETTER} after a backslash, or how many digits of a unicode escape were read. */
    private int escape = PLAIN;

    private int unicode;
    private boolean ended;

    JsonString(boolean nested) {
        this.nested = nested;
    }

    void begin() {
        utf8.reset();
        escape = PLAIN;
        ended = false;
    }

    boolean ended() {
        return ended;
    }

    int read(byte[] bytes, int from, int end, OutputBuffer out) throws IOException {
        int at = from;
        while (at < end && !ended) {
            switch (escape) {
                case PLAIN -> at = plain(bytes, at, end, out);
                case LETTER -> letter(bytes[at++], out);
                default -> digit(bytes[at++], out);
            }
        }
        return at;
    }

    private int plain(byte[] bytes, int from, int end, OutputBuffer out) throws IOException {
        int at = from;
        do {
            at = PlainRun.end(bytes, utf8.run(bytes, at, end), end);
        } while (at < end && bytes[at] < 0);
        out.put(bytes, from, at);
        if (at == end) {
            return at;
        }
        switch (bytes[at]) {
            case '"' -> ended = true;
            case '\\' -> escape = LETTER;
            default -> throw Malformed.unexpected(bytes[at], "unescaped in a string");
        }
        return at + 1;
    }

    private void letter(byte letter, OutputBuffer out) throws IOException {
        if (letter == 'u') {
            escape = 0;
            unicode = 0;
            return;
        }
        if (!JsonText.isEscapeLetter(letter)) {
            throw Malformed.unexpected(letter, "after a backslash");
        }
        if (nested) {
            out.put('\\');
            out.put('\\');
            if (letter == '\\') {
                out.put('\\');
            }
        } else if (letter != '"') {
            out.put('\\');
        }
        out.put(letter);
        escape = PLAIN;
    }

    private void digit(byte digit, OutputBuffer out) throws IOException {
        unicode = JsonText.unicodeDigit(escape++, unicode, digit);
        if (escape < 4) {
            return;
        }
        escape = PLAIN;
        byte control = (byte) unicode;
        if (nested) {
            out.put('\\');
            out.put(JsonText.unicodeEscape(control));
        } else {
            byte letter = CopyText.escapeLetter(control);
            if (letter != 0) {
                out.put('\\');
            }
            out.put(letter != 0 ? letter : control);
        }
    }
}
