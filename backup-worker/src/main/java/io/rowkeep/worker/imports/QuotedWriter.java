package io.rowkeep.worker.imports;

import java.io.IOException;
import java.io.Writer;

/** Characters on their way into a string between double quotes, in one of two notations. For one thread. */
final class QuotedWriter extends Writer {

    private static final String WITH_LETTER = "\b\f\n\r\t";
    private static final String LETTERS = "bfnrt";

    private final Writer out;
    private final boolean json;

    private QuotedWriter(Writer out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** A string of JSON. */
    static QuotedWriter json(Writer out) {
        return new QuotedWriter(out, true);
    }

    /** An element of an array literal. */
    static QuotedWriter element(Writer out) {
        return new QuotedWriter(out, false);
    }

    /** The opening quote. */
    QuotedWriter open() throws IOException {
        out.write('"');
        return this;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        for (int at = offset; at < offset + length; at++) {
            write(text[at]);
        }
    }

    @Override
    public void write(int c) throws IOException {
        if (c == '"' || c == '\\') {
            out.write('\\');
            out.write(c);
        } else if (json && c != 0 && c < ' ') {
            int letter = WITH_LETTER.indexOf(c);
            out.write(letter >= 0 ? "\\" + LETTERS.charAt(letter) : "\\u%04x".formatted(c));
        } else {
            out.write(c);
        }
    }

    @Override
    public void flush() {}

    /** The closing quote. */
    @Override
    public void close() throws IOException {
        out.write('"');
    }
}
