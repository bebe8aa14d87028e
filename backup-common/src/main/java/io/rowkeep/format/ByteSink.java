package io.rowkeep.format;

import java.io.IOException;

/** Where encoders and decoders put their bytes. */
@FunctionalInterface
public interface ByteSink {

    /** Takes the bytes at once: the array belongs to the caller again, and changes, when this returns. */
    void write(byte[] bytes, int offset, int length) throws IOException;
}
