package io.rowkeep.worker.source;

import io.rowkeep.artifact.Snapshot;

/** The dump of a whole database, made by the database's own program while it is read. Not thread-safe, but for {@link #interrupt()}. */
public interface SystemDump extends AutoCloseable {

    /** What the manifest says about it: the dump shows this instant. */
    Snapshot origin();

    /** The version of the program. */
    String tool();

    /**
     * Reads on.
     *
     * @return how many bytes, or -1 at the end: then the program has said that the dump is whole
     * @throws io.rowkeep.failure.BackupException when the program failed, with the last thing that it said
     */
    int read(byte[] into);

    /** Ends the program and its server session, from any thread; the call in progress fails. */
    void interrupt();

    @Override
    void close();
}
