package io.rowkeep.format;

import io.rowkeep.failure.BackupException;
import java.io.IOException;

/**
 * Turns lines of the line format into rows of a stored format, with a buffer of fixed size. For one thread and the lines of one
 * table; of no use after a failure.
 */
public interface RowEncoder {

    /**
     * Encodes one line. When this returns, the whole row with its row terminator has been handed to the sink: in one
     * call where it fits the buffer (64 KiB), in several where it does not. Memory does not depend on the row's width.
     *
     * @param line holds one line, with or without its final {@code \n}
     * @throws BackupException {@code UNSUPPORTED} when the line is not as the server prints it for these columns (number of
     *     fields, escapes, number, boolean), or not UTF-8 where the stored format must be; part of the row may have been
     *     handed over by then. The sentence names line and column
     */
    void encode(byte[] line, int offset, int length, ByteSink out) throws IOException;
}
