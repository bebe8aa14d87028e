package io.rowkeep.worker.source;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobId;
import java.util.List;
import java.util.Optional;

/** One connection for changing. Not thread-safe, but for {@link #interrupt()}. */
public interface TargetSession extends AutoCloseable {

    /**
     * Ends every other server session of this session's job, those of older attempts as well as one that this attempt lost, and
     * waits until they are gone: from then on nothing of theirs can be committed any more.
     *
     * @throws io.rowkeep.failure.BackupException with {@code SOURCE_UNAVAILABLE} when they do not go in time
     */
    void endOtherSessions();

    /**
     * Makes sure that there is a ledger to write to.
     *
     * @throws io.rowkeep.failure.BackupException with {@code LEDGER_MISSING} when this role may not make one; the message says
     *     what an administrator has to run
     */
    void ensureLedger();

    /**
     * Looks whether there is a ledger, or this role may make one; makes none.
     *
     * @throws io.rowkeep.failure.BackupException with {@code LEDGER_MISSING} as {@link #ensureLedger}
     */
    void requireLedger();

    /** What was decided here about a job; empty while nothing is. */
    Optional<LedgerRow> ledgerRow(JobId job);

    /** Commits a decision unless there is one already, and answers the one that stands. Waits for a change of that job under way. */
    LedgerRow decide(LedgerRow row);

    /**
     * Describes tables as they are now; those that do not exist are left out.
     *
     * @throws io.rowkeep.failure.BackupException for a table that cannot be changed at all: {@code ROW_SECURITY},
     *     {@code SOURCE_ACCESS_DENIED}, {@code UNSUPPORTED}, naming it
     */
    TargetSchema describe(List<TableName> tables);

    /**
     * Looks at tables at one instant, without a lock that keeps anybody from writing; for a preview. Only one view or change at a
     * time.
     */
    TargetView view(List<TableName> tables);

    /**
     * Begins the one transaction of a job: writes its ledger row, then locks the tables against every other writer.
     * Readers go on. Only one change at a time.
     *
     * @return empty when the ledger has a row of this job already: then that one holds
     * @throws io.rowkeep.failure.BackupException with {@code LOCK_NOT_AVAILABLE} after several tries, naming who holds the lock;
     *     another job of ours is waited for as long as it is at work
     */
    Optional<TargetChange> begin(LedgerRow row, List<TableName> tables);

    /** Ends what the session is doing on the server, from any thread; the call in progress fails, a change is rolled back. */
    void interrupt();

    @Override
    void close();
}
