package io.rowkeep.worker.source.mongo;

import io.rowkeep.format.ByteSink;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Hands on whole lines of what comes cut anywhere. For one stream. */
final class LineSplitter implements ByteSink {

    private final Consumer<byte[]> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** @param lines takes each line without its end */
    LineSplitter(Consumer<byte[]> lines) {
        this.lines = lines;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        for (int at = offset; at < offset + length; at++) {
            if (bytes[at] == '\n') {
                line.write(bytes, from, at - from);
                end();
                from = at + 1;
            }
        }
        line.write(bytes, from, offset + length - from);
    }

    /** The last line may have no end. */
    void finish() {
        if (line.size() > 0) {
            end();
        }
    }

    private void end() {
        byte[] whole = line.toByteArray();
        line.reset();
        lines.accept(whole);
    }
}
