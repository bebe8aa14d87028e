package io.rowkeep.flow;

import java.io.FilterInputStream;
import java.io.InputStream;

/** A stream that its reader may close without ending what is behind it. */
final class UnclosedStream extends FilterInputStream {

    UnclosedStream(InputStream in) {
        super(in);
    }

    @Override
    public void close() {
        // Whoever opened it closes it.
    }
}
