package io.rowkeep.worker.files;

import java.io.IOException;
import java.time.Instant;

/** Takes files one after the other: for each try {@link #begin}, its bytes, then {@link #whole} or {@link #drop}. */
public interface FileReceiver {

    /** A try at a file begins. */
    void begin(String path) throws IOException;

    /** Takes the next bytes, at most 64 KiB; the array is used again when this returns. */
    void bytes(byte[] bytes, int length) throws IOException;

    /** All bytes were handed over, and the file was the same before and after. */
    void whole(Instant modifiedAt) throws IOException;

    /** What this try gave is not the file: it changed or vanished meanwhile. */
    void drop() throws IOException;
}
