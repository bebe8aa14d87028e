package io.rowkeep.worker.imports;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Keeps a parser of CSV from collecting a record that is wider than memory, or of more values than a table has columns. For one thread. */
final class RecordLimit extends FilterReader {

    private static final int MOST_VALUES = 1600;

    private final String file;
    private final long widest;
    private long read;
    private int separators;
    private boolean atStart = true;
    private boolean quoted;
    private boolean closed;

    /**
     * @param file its name for a sentence
     * @param widest in characters; what the parser reads ahead comes on top
     */
    RecordLimit(Reader in, String file, long widest) {
        super(in);
        this.file = file;
        this.widest = widest;
    }

    /** From now on it is another record. */
    void nextRecord() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        read += Math.max(count, 0);
        if (read > widest) {
            throw Refusal.of(
                    "%s has a record of more than %d characters, the limit of this worker".formatted(file, widest));
        }
        for (int at = offset; at < offset + count; at++) {
            look(buffer[at]);
        }
        return count;
    }

    // Each value costs the parser many times its length, so they are counted before it has them.
    private void look(char c) {
        if (c == '"' && (atStart || quoted || closed)) {
            quoted = !quoted;
            closed = !quoted;
            atStart = false;
        } else if (!quoted) {
            boolean ends = c == '\n' || c == '\r';
            separators = ends ? 0 : c == ',' ? separators + 1 : separators;
            atStart = ends || c == ',';
            closed = false;
            requireFewValues();
        }
    }

    private void requireFewValues() {
        if (separators >= MOST_VALUES) {
            throw Refusal.of("%s has a line of more than %d values, and no table has so many columns"
                    .formatted(file, MOST_VALUES));
        }
    }
}
