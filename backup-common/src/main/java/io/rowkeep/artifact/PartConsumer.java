package io.rowkeep.artifact;

import java.io.IOException;

/** Takes the bytes of a table, part after part. */
public interface PartConsumer {

    /** Takes the next bytes of the stream, cut anywhere, at most 64 KiB; the array is used again when this returns. */
    void bytes(byte[] bytes, int offset, int length) throws IOException;

    /** All bytes of this part were handed over, and they were as many as it says. */
    default void endOfPart(Part part) throws IOException {}
}
