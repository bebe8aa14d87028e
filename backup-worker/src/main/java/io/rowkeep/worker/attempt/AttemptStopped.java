package io.rowkeep.worker.attempt;
/** The attempt is not to go on. Runners let it pass; the intake ends or hands back the job. */
public final class AttemptStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public AttemptStopped(Reason reason) {
        super("The attempt was stopped: " + reason);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Why an attempt is stopped. */
    public enum Reason {
        /** Somebody asked for the job's end. */
        CANCELLED,
        /** Another attempt owns the job. */
        LEASE_LOST,
        /** This worker goes down. */
        WORKER_STOPPING
    }
}
