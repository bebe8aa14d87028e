package io.rowkeep.job;

/** What a job is to do that changes tables of a source. */
public sealed interface ChangeSpec extends JobSpec permits RestoreSpec, ClearSpec, UndoSpec {

    /** Whether the job only says what it would do: it changes and locks nothing then. */
    boolean dryRun();

    /** Whether the tables are saved first; false only where the source's configuration allows it. */
    boolean safetyBackup();
}
