package io.rowkeep.worker.source.mongo;

import io.rowkeep.failure.BackupException;
import io.rowkeep.job.JobId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes into the ledger every few seconds that a job is at work, so that whoever waits for it knows that it is worth it. */
final class LedgerPulse implements AutoCloseable {

    private final MongoLedger ledger;
    private final JobId job;
    private final Duration period;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    /** Begins at once, on a thread of its own; the caller's to close. */
    LedgerPulse(MongoLedger ledger, JobId job, Duration period) {
        this.ledger = ledger;
        this.job = job;
        this.period = period;
        this.thread = Thread.ofVirtual().name("rowkeep-ledger-pulse").start(this::run);
    }

    private void run() {
        try {
            while (!stopped.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                beat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            ledger.sign(job);
        } catch (BackupException e) {
            // Whoever does the work finds out what is wrong; a beat that is left out changes nothing.
        }
    }

    /** Once this returns, nothing of it is on its way to the server any more. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
