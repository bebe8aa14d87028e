package io.rowkeep.worker.intake;

/** The right to run one job of a lane in this worker. */
interface Slot {

    /** Gives it back; the second time nothing happens. */
    void release();
}
