package io.rowkeep.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What happened to a job, as it stands in event types and routing keys. */
public enum EventOutcome {
    /** A worker claimed an attempt. */
    STARTED,
    /** Rows were done since the last time; sent at most once a second, and may be lost. */
    PROGRESSED,
    /** The job succeeded. */
    COMPLETED,
    /** The job failed for good. */
    FAILED,
    /** The job was cancelled. */
    CANCELLED;

    /** The name in event types and routing keys. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
