package io.rowkeep.format;

import io.rowkeep.failure.BackupException;
import java.io.IOException;

/**
 * Turns the stored bytes of a table back into lines of the line format. Accepts exactly the form that the encoder writes and
 * nothing else: what comes out is safe to hand to the database. For one thread and one stream; of no use after a failure.
 */
public interface RowDecoder {

    /**
     * Decodes the next bytes of the stream, cut anywhere: inside a row, an escape, a character. When this returns, all that
     * could be decoded has been handed to the sink. Memory does not depend on the row's width.
     *
     * @throws BackupException {@code ARTIFACT_DAMAGED} at the first byte that the encoder would not have written; lines, and
     *     part of one, may have been handed over by then. The sentence names row and column
     */
    void decode(byte[] bytes, int offset, int length, ByteSink out) throws IOException;

    /**
     * Ends the stream.
     *
     * @throws BackupException {@code ARTIFACT_DAMAGED} when it ends inside a row
     */
    void finish(ByteSink out) throws IOException;

    /** How many whole rows were decoded so far. */
    long rows();
}
