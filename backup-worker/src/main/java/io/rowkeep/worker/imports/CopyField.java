package io.rowkeep.worker.imports;

import java.io.Writer;

/** Characters on their way into a field of COPY text: escaped, in UTF-8. What no database can store is refused. For one thread. */
final class CopyField extends Writer {

    private static final String ESCAPED = "\\\b\f\n\r\t\u000b";
    private static final String LETTERS = "\\bfnrtv";

    private final RowLine line;
    private char high;

    CopyField(RowLine line) {
        this.line = line;
    }

    @Override
    public void write(char[] text, int offset, int length) {
        for (int at = offset; at < offset + length; at++) {
            character(text[at]);
        }
    }

    @Override
    public void write(String text) {
        for (int at = 0; at < text.length(); at++) {
            character(text.charAt(at));
        }
    }

    @Override
    public void write(int c) {
        character((char) c);
    }

    private void character(char c) {
        if (high != 0) {
            if (!Character.isLowSurrogate(c)) {
                throw loneSurrogate();
            }
            int codePoint = Character.toCodePoint(high, c);
            high = 0;
            line.put(0xf0 | (codePoint >> 18));
            line.put(0x80 | ((codePoint >> 12) & 0x3f));
            line.put(0x80 | ((codePoint >> 6) & 0x3f));
            line.put(0x80 | (codePoint & 0x3f));
        } else if (c < 0x80) {
            ascii(c);
        } else if (c < 0x800) {
            line.put(0xc0 | (c >> 6));
            line.put(0x80 | (c & 0x3f));
        } else if (Character.isHighSurrogate(c)) {
            high = c;
        } else if (Character.isLowSurrogate(c)) {
            throw loneSurrogate();
        } else {
            line.put(0xe0 | (c >> 12));
            line.put(0x80 | ((c >> 6) & 0x3f));
            line.put(0x80 | (c & 0x3f));
        }
    }

    private void ascii(char c) {
        if (c == 0) {
            throw line.refusal("it holds the character U+0000, which no database can store");
        }
        int escape = ESCAPED.indexOf(c);
        if (escape >= 0) {
            line.put('\\');
            line.put(LETTERS.charAt(escape));
        } else {
            line.put(c);
        }
    }

    private RuntimeException loneSurrogate() {
        return line.refusal("it holds half of a surrogate pair, which is no character");
    }

    @Override
    public void flush() {}

    /** Ends the field. */
    @Override
    public void close() {
        if (high != 0) {
            throw loneSurrogate();
        }
        line.endValue();
    }
}
