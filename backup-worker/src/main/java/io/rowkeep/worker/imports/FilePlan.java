package io.rowkeep.worker.imports;

import java.io.IOException;
import java.io.InputStream;

/** What a file holds, found by a first reading where names or counts may come last; a second one loads it. */
interface FilePlan {

    /** Reads the file from its first byte and loads its records; says nothing of a file that ends too late, which the stream does. */
    void load(InputStream in, Loading loading) throws IOException;
}
