package io.rowkeep.worker.source;
/** One connection for changing. */
public interface TargetSession extends AutoCloseable {

    @Override
    void close();
}
