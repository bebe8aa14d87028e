package io.rowkeep.worker.source;

import io.rowkeep.artifact.DumpEntry;
import io.rowkeep.job.JobId;
import java.util.List;
import java.util.Optional;

/** One connection to a database that a dump is restored into. Not thread-safe, but for {@link #interrupt()}. */
public interface SystemTarget extends AutoCloseable {

    /** As {@link TargetSession#endOtherSessions()}; ends what the database's own program does for older attempts too. */
    void endOtherSessions();

    /** As {@link TargetSession#ensureLedger()}. */
    void ensureLedger();

    /** As {@link TargetSession#ledgerRow}. */
    Optional<LedgerRow> ledgerRow(JobId job);

    /** As {@link TargetSession#decide}. */
    LedgerRow decide(LedgerRow row);

    /** Some of what lies in the database besides the system's own, extensions and our ledger; empty when it is empty. */
    List<String> content();

    /**
     * Finds out whether this worker has a program that could restore the dump here.
     *
     * @throws io.rowkeep.failure.BackupException with {@code DUMP_TOOL_UNSUITABLE}
     */
    void requireProgram(DumpEntry dump);

    /**
     * Runs a dump in one transaction of its own: when this returns, all of it is committed; when it fails, nothing is, unless only the
     * answer was lost.
     */
    void restore(DumpEntry dump, DumpContent content);

    /** Ends what the session and the program do, from any thread; the call in progress fails. */
    void interrupt();

    @Override
    void close();
}
