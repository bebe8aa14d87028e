package io.rowkeep.worker.source;

import java.io.IOException;
import java.io.OutputStream;

/** The stream of a dump, out of a backup. */
public interface DumpContent {

    /** Writes all of it. What is not as it was stored ends this with a {@code BackupException}, before it is written. */
    void writeTo(OutputStream out) throws IOException;
}
