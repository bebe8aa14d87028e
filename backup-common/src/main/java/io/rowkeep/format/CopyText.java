package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * PostgreSQL's COPY text: fields separated by a tab, rows ended by a newline, NULL is {@code \N}. The server escapes the
 * backslash and the six control characters that have a short escape; all other bytes are themselves, NUL never occurs.
 */
final class CopyText {

    /** SQL NULL as a field. */
    static final byte[] NULL = "\\N".getBytes(US_ASCII);

    private static final String ESCAPE_LETTERS = "\\bfnrtv";
    private static final String ESCAPED = "\\\b\f\n\r\t\u000b";
    private static final byte[] BY_LETTER = table(ESCAPE_LETTERS, ESCAPED);
    private static final byte[] LETTER_OF = table(ESCAPED, ESCAPE_LETTERS);

    private CopyText() {}

    /** The byte that the escape of this letter stands for. */
    static byte unescape(byte letter) {
        byte value = letter < 0 ? 0 : BY_LETTER[letter];
        if (value == 0) {
            throw Malformed.unexpected(letter, "after a backslash in COPY text");
        }
        return value;
    }

    /** The letter of this ASCII byte's escape, or 0 when it is written as itself. */
    static byte escapeLetter(byte value) {
        return LETTER_OF[value];
    }

    /** The text as the server would print it. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            int place = ESCAPED.indexOf(c);
            if (place < 0) {
                escaped.append((char) c);
            } else {
                escaped.append('\\').append(ESCAPE_LETTERS.charAt(place));
            }
        });
        return escaped.toString();
    }

    /** The letter of the escape that starts at this backslash; refuses a backslash with nothing after it. */
    static byte letterAfter(byte[] line, int backslash, int end) {
        if (backslash + 1 == end) {
            throw new Malformed("the line ends after a backslash");
        }
        return line[backslash + 1];
    }

    /** Refuses a control character that the server never prints raw. */
    static void checkRaw(byte control) {
        if (control == 0 || LETTER_OF[control] != 0) {
            throw Malformed.unexpected(control, "unescaped in COPY text");
        }
    }

    /** Where the line ends without its newline. */
    static int endOf(byte[] line, int offset, int length) {
        int end = offset + length;
        return length > 0 && line[end - 1] == '\n' ? end - 1 : end;
    }

    /** Whether the field that starts there is NULL. */
    static boolean isNull(byte[] line, int at, int end) {
        return at + 1 < end && line[at] == '\\' && line[at + 1] == 'N';
    }

    /** The index of the field's end: a tab, or the line's end. */
    static int fieldEnd(byte[] line, int from, int end) {
        int at = from;
        while (at < end && line[at] != '\t') {
            at++;
        }
        return at;
    }

    /** Steps over the tab between two fields. */
    static int nextField(byte[] line, int at, int end) {
        if (at == end) {
            throw new Malformed("the line has no field");
        }
        if (line[at] != '\t') {
            throw Malformed.unexpected(line[at], "in front of its field");
        }
        return at + 1;
    }

    /** Refuses anything after the last field. */
    static void checkEnd(byte[] line, int at, int end) {
        if (at != end) {
            throw Malformed.unexpected(line[at], "there");
        }
    }

    private static byte[] table(String from, String to) {
        byte[] table = new byte[128];
        for (int i = 0; i < from.length(); i++) {
            table[from.charAt(i)] = (byte) to.charAt(i);
        }
        return table;
    }
}
