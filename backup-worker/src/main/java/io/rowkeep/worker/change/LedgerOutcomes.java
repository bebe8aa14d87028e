package io.rowkeep.worker.change;

import io.rowkeep.control.BackupRecord;
import io.rowkeep.job.ChangeSpec;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.export.SafetyBackups;
import io.rowkeep.worker.source.LedgerRow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How jobs ended, according to the ledger of the database that they change. */
final class LedgerOutcomes {

    private final SafetyBackups safety;

    LedgerOutcomes(SafetyBackups safety) {
        this.safety = safety;
    }

    /** @throws io.rowkeep.failure.BackupException when the safety backup's manifest cannot be read now: the job's success is recorded with it */
    Outcome of(LedgerRow row, ChangeSpec spec) {
        return switch (row.decision()) {
            case APPLIED ->
                new Outcome.Succeeded(
                        Objects.requireNonNullElseGet(
                                row.statistics(), () -> JobStatistics.of(List.of(), 0, List.of(), List.of())),
                        row.safetyBackup(),
                        record(row, spec));
            case VOID -> row.error() == null ? new Outcome.Cancelled() : new Outcome.Failed(row.error());
        };
    }

    private @Nullable BackupRecord record(LedgerRow row, ChangeSpec spec) {
        return row.safetyBackup() == null
                ? null
                : safety.find(row.safetyBackup(), spec).orElse(null);
    }
}
