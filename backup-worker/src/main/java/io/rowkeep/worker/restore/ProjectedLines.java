package io.rowkeep.worker.restore;

import io.rowkeep.format.ByteSink;
import java.io.IOException;

/** Leaves fields out of lines of COPY text on their way, however they are cut. For one stream of lines. */
final class ProjectedLines implements ByteSink {

    private final boolean[] stays;
    private final ByteSink sink;

    /** A write for each line would cost more than copying them together. */
    private final byte[] gathered = new byte[1 << 16];

    private int length;

    /** The field that the next byte belongs to. */
    private int field;

    /** Whether this line has a field already that stays. */
    private boolean begun;

    /** Whether a backslash came right before: the next byte separates nothing. */
    private boolean escaped;

    /**
     * Writes to the sink what is left of each line.
     *
     * @param stays for each field of a line whether it stays
     */
    ProjectedLines(boolean[] stays, ByteSink sink) {
        this.stays = stays.clone();
        this.sink = sink;
        this.begun = stays();
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int at = offset; at < offset + count; at++) {
            write(bytes[at]);
        }
        flush();
    }

    private void write(byte b) throws IOException {
        boolean separates = !escaped;
        escaped = !escaped && b == '\\';
        if (separates && b == '\n') {
            field = 0;
            begun = stays();
            add(b);
        } else if (separates && b == '\t') {
            field++;
            if (begun && stays()) {
                add(b);
            }
            begun |= stays();
        } else if (stays()) {
            add(b);
        }
    }

    private void add(byte b) throws IOException {
        if (length == gathered.length) {
            flush();
        }
        gathered[length++] = b;
    }

    private void flush() throws IOException {
        if (length > 0) {
            sink.write(gathered, 0, length);
            length = 0;
        }
    }

    /** A line that has more fields than it may have is left for the server to refuse. */
    private boolean stays() {
        return field >= stays.length || stays[field];
    }
}
