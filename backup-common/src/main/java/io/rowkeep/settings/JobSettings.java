package io.rowkeep.settings;

import java.time.Duration;

/**
 * How long a worker may be silent, and how often a job is tried.
 *
 * @param lease how long a claim holds without a heartbeat; at least one second
 * @param maxAttempts attempts that may fail or be lost before the job fails for good; at least 1
 * @param firstBackOff the wait before the second attempt; it doubles with each further one
 * @param longestBackOff where the doubling ends
 */
public record JobSettings(Duration lease, int maxAttempts, Duration firstBackOff, Duration longestBackOff) {

    /** The defaults. */
    public static final JobSettings DEFAULT =
            new JobSettings(Duration.ofSeconds(15), 5, Duration.ofSeconds(2), Duration.ofMinutes(5));

    /** Asks for {@code rowkeep.lease}, {@code .max-attempts}, {@code .first-back-off} and {@code .longest-back-off}. */
    public static JobSettings read(SettingsReader reader) {
        Duration lease = reader.duration("rowkeep.lease", DEFAULT.lease());
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw reader.wrong("rowkeep.lease", "must be at least 1s");
        }
        return new JobSettings(
                lease,
                reader.number("rowkeep.max-attempts", DEFAULT.maxAttempts(), 1, 1000),
                reader.duration("rowkeep.first-back-off", DEFAULT.firstBackOff()),
                reader.duration("rowkeep.longest-back-off", DEFAULT.longestBackOff()));
    }
}
