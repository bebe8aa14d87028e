package io.rowkeep.client;

/**
 * Hears what happened to jobs. Each event comes once to a listener that returns, one at a time; after a restart or a lost connection of this
 * process one may come again, so effects of weight are tied to the job's id. Methods that an application does not override do nothing.
 */
public interface JobListener {

    /** A job succeeded: its statistics say what it did. */
    default void completed(JobEvent event) {}

    /** A job failed for good and had no effect: its error says why. */
    default void failed(JobEvent event) {}

    /** A job was cancelled and had no effect. */
    default void cancelled(JobEvent event) {}

    /** A worker began an attempt at a job. */
    default void started(JobEvent event) {}

    /** Rows were done, at most once a second; may be lost. */
    default void progressed(JobEvent event) {}
}
