package io.rowkeep.worker.restore;

import io.rowkeep.job.JobStatistics;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.source.LedgerRow;
import java.util.List;
import java.util.Objects;

/** How a job ended, according to the ledger of the database that it changes. */
final class LedgerOutcome {

    private LedgerOutcome() {}

    static Outcome of(LedgerRow row) {
        return switch (row.decision()) {
            case APPLIED ->
                new Outcome.Succeeded(
                        Objects.requireNonNullElseGet(
                                row.statistics(), () -> JobStatistics.of(List.of(), 0, List.of(), List.of())),
                        row.safetyBackup(),
                        null);
            case VOID -> row.error() == null ? new Outcome.Cancelled() : new Outcome.Failed(row.error());
        };
    }
}
