package io.rowkeep.worker.undo;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.change.ChangePlan;
import io.rowkeep.worker.change.ChangeProgress;
import io.rowkeep.worker.change.JudgedWork;
import io.rowkeep.worker.change.PreparedWork;
import io.rowkeep.worker.restore.ReplaceTables;
import io.rowkeep.worker.restore.SavedTables;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces tables by what was saved of them; rows that came since stay, unless they are to go. */
final class UndoWork implements PreparedWork {

    private final SavedTables saved;
    private final @Nullable UndoneRows undone;
    private final List<KeepRule> rules;
    private final ChangeProgress progress;

    private UndoWork(SavedTables saved, @Nullable UndoneRows undone, List<KeepRule> rules, ChangeProgress progress) {
        this.saved = saved;
        this.undone = undone;
        this.rules = rules;
        this.progress = progress;
    }

    static PreparedWork prepare(
            UndoSpec spec, BackupReader reader, Source source, TargetSession session, Attempt attempt) {
        SavedTables saved = SavedTables.of(reader, safetyBackup(spec, reader), List.of());
        saved.requireSameSchema(session.describe(saved.names()));
        @Nullable UndoneRows undone = spec.force() ? null : new UndoneRows(spec, reader, attempt);
        ChangeProgress progress = new ChangeProgress(attempt, saved.entries().size());
        return new UndoWork(saved, undone, source.keepRules(saved.names()), progress);
    }

    @Override
    public List<TableName> tables() {
        return saved.names();
    }

    @Override
    public JudgedWork judge(TargetView view) {
        saved.requireSameSchema(view.schema());
        ChangePlan plan = undone == null ? saved.plan(view.schema(), rules) : ChangePlan.compareAll(saved.names());
        ReplaceTables replace = saved.replace(plan, progress);
        replace.stage(view);
        if (undone != null) {
            view.schema().tables().forEach(table -> undone.stage(view, table));
        }
        if (undone != null || !rules.isEmpty()) {
            replace.keep(view, rules);
        }
        return replace.judge(view);
    }

    private static Manifest safetyBackup(UndoSpec spec, BackupReader reader) {
        try {
            return reader.manifest(spec.source(), spec.dataset(), spec.backupId());
        } catch (BackupException e) {
            if (e.code() != ErrorCode.ARTIFACT_MISSING) {
                throw e;
            }
            throw new BackupException(
                    e.code(),
                    "Job %s cannot be undone any more: what it had saved of the tables, backup %s, is gone"
                            .formatted(spec.undoes(), spec.backupId()),
                    e);
        }
    }
}
