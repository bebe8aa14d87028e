package io.rowkeep.api.download;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file in an archive.
 *
 * @param name a good one, which another file may have too
 */
record ArchivedFile(String name, Content content) {

    /** What writes the file's bytes. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
