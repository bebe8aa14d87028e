package io.rowkeep.control;

import io.rowkeep.settings.JobSettings;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The lease of running jobs. Thread-safe. */
record Leases(JdbcClient jdbc, JobSettings settings) {

    Lease renew(Claim claim) {
        // An expired lease that nobody took yet is still ours: the guard is the attempt, not the clock.
        return Guard.bind(jdbc.sql("""
                update rowkeep.job
                   set lease_until = clock_timestamp() + :lease * interval '1 millisecond'
                 where id = :id and attempt = :attempt and owner = :worker and status = 'RUNNING'
                returning cancel_requested
                """), claim)
                .param("lease", settings.lease().toMillis())
                .query(Boolean.class)
                .optional()
                .map(cancelled -> cancelled ? Lease.CANCEL_REQUESTED : Lease.HELD)
                .orElse(Lease.LOST);
    }
}
