package io.rowkeep.worker.imports;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Keeps a parser from collecting a record that is wider than memory. For one thread. */
final class RecordLimit extends FilterReader {

    private final String file;
    private final long widest;
    private long read;

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
        return count;
    }
}
