package io.rowkeep.worker.sweep;

/** The sweep is not to go on: its worker goes down, or another one has it. */
final class SweepStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SweepStopped(String reason) {
        super(reason);
    }
}
