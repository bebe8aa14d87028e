package io.rowkeep.client;

import java.util.Locale;

/** What happened to a job, as the type of an event says it. */
public enum JobOutcome {
    /** A worker began an attempt. */
    STARTED,
    /** Rows were done. */
    PROGRESSED,
    /** The job succeeded. */
    COMPLETED,
    /** The job failed for good and had no effect. */
    FAILED,
    /** The job was cancelled and had no effect. */
    CANCELLED,
    /** Something that a newer server tells and this client does not know. */
    UNKNOWN;

    static JobOutcome parse(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        for (JobOutcome outcome : values()) {
            if (outcome.name().equals(name)) {
                return outcome;
            }
        }
        return UNKNOWN;
    }

    /** Whether nothing more happens to the job. */
    public boolean ends() {
        return switch (this) {
            case COMPLETED, FAILED, CANCELLED -> true;
            case STARTED, PROGRESSED, UNKNOWN -> false;
        };
    }
}
