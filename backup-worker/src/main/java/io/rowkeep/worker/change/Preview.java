package io.rowkeep.worker.change;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.failure.ErrorType;
import io.rowkeep.job.ChangeSpec;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a change would do: the same plan and the same judgment, without a lock, a ledger row or a safety backup. Used once. */
final class Preview {

    private final ChangeSpec spec;
    private final Source source;
    private final TargetSession session;
    private final List<JobError> refused = new ArrayList<>();
    private ChangedTables foreseen = ChangedTables.NONE;

    Preview(ChangeSpec spec, Source source, TargetSession session) {
        this.spec = spec;
        this.source = source;
        this.session = session;
    }

    JobStatistics of(TableWork work, long began) {
        collect(() -> Refusals.requireSaved(spec, source));
        collect(session::requireLedger);
        collect(() -> judge(work.prepare(source, session)));
        return foreseen.statistics(began).refusing(refused);
    }

    private void judge(PreparedWork prepared) {
        try (TargetView view = session.view(prepared.tables())) {
            JudgedWork judged = prepared.judge(view);
            refused.addAll(judged.refusals());
            foreseen = judged.foreseen();
        }
    }

    /** Only what the job itself would end with is an answer; whatever may be better next time is a failure of the preview. */
    private void collect(Runnable step) {
        try {
            step.run();
        } catch (BackupException e) {
            boolean refusal = e.type() == ErrorType.PERMANENT || e.code() == ErrorCode.SAFETY_BACKUP_REQUIRED;
            if (!refusal) {
                throw e;
            }
            refused.add(new JobError(
                    e.code(),
                    Objects.requireNonNullElse(e.getMessage(), e.code().name())));
        }
    }
}
