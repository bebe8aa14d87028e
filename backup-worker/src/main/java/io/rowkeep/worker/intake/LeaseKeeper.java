package io.rowkeep.worker.intake;

import io.rowkeep.control.Claim;
import io.rowkeep.control.Lease;
import io.rowkeep.job.JobId;
import io.rowkeep.worker.attempt.AttemptStopped.Reason;
import io.rowkeep.worker.timing.Repeater;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the leases of the running attempts and stops those that lost theirs or are to be cancelled. It has a thread and a
 * connection to the control database of its own, so that busy attempts cannot cost their own leases; a second thread stops
 * attempts whose lease ran out while the first hangs in a call. Safe for use by many threads.
 */
final class LeaseKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    /** A renewal also reads the cancel flag, which has to work within two seconds when the notice is lost. */
    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

    private final Function<Claim, Lease> renewal;
    private final Set<RunningAttempt> kept = ConcurrentHashMap.newKeySet();
    private final Repeater renewing;
    private final Repeater watching;

    /** @param renewal over a connection that nothing else uses */
    LeaseKeeper(Function<Claim, Lease> renewal, Duration lease) {
        this.renewal = renewal;
        Duration period = period(lease);
        this.renewing = new Repeater("rowkeep-lease", period, this::renewAll);
        this.watching = new Repeater("rowkeep-lease-watch", period, this::stopExpired);
    }

    /** How long after one renewal the next one comes. */
    static Duration period(Duration lease) {
        Duration quarter = lease.dividedBy(4);
        return quarter.compareTo(LONGEST_PERIOD) < 0 ? quarter : LONGEST_PERIOD;
    }

    /** Starts both threads. */
    void start() {
        renewing.start();
        watching.start();
    }

    /** Keeps this attempt's lease from now on. */
    void keep(RunningAttempt attempt) {
        kept.add(attempt);
    }

    /** Keeps it no longer. */
    void release(RunningAttempt attempt) {
        kept.remove(attempt);
    }

    /** Looks at this job at once, if it runs here, because somebody says that it is to be cancelled. */
    void checkNow(JobId job) {
        if (kept.stream().anyMatch(attempt -> attempt.claim().jobId().equals(job))) {
            renewing.nudge();
        }
    }

    void renewAll() {
        kept.forEach(this::renew);
    }

    void stopExpired() {
        kept.stream().filter(attempt -> attempt.lease().expired()).forEach(attempt -> attempt.stop(Reason.LEASE_LOST));
    }

    private void renew(RunningAttempt attempt) {
        long began = attempt.lease().now();
        try {
            Lease lease = renewal.apply(attempt.claim());
            if (lease != Lease.LOST) {
                attempt.lease().renewed(began);
            }
            switch (lease) {
                case HELD -> {}
                case CANCEL_REQUESTED -> attempt.stop(Reason.CANCELLED);
                case LOST -> attempt.stop(Reason.LEASE_LOST);
            }
        } catch (RuntimeException e) {
            // Not the end: the lease lives on in the control database, and the next renewal may come through.
            LOG.warn(
                    "The lease of job {} could not be renewed: {}",
                    attempt.claim().jobId(),
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        renewing.close();
        watching.close();
    }
}
