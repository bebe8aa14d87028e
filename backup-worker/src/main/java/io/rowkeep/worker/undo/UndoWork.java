package io.rowkeep.worker.undo;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.DriftPolicy;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.change.ChangePlan;
import io.rowkeep.worker.change.ChangeProgress;
import io.rowkeep.worker.change.JudgedWork;
import io.rowkeep.worker.change.PreparedWork;
import io.rowkeep.worker.restore.FittedTables;
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

    /** @param safetyBackup holds the tables as they were */
    static PreparedWork prepare(
            UndoSpec spec,
            BackupReader reader,
            Manifest safetyBackup,
            Source source,
            TargetSession session,
            Attempt attempt) {
        SavedTables saved = SavedTables.of(reader, safetyBackup, List.of(), null);
        saved.fit(session.describe(saved.names()), DriftPolicy.STRICT);
        @Nullable UndoneRows undone = spec.force() ? null : new UndoneRows(spec, reader, saved.names(), attempt);
        ChangeProgress progress = new ChangeProgress(attempt, saved.names().size());
        return new UndoWork(saved, undone, source.keepRules(), progress);
    }

    @Override
    public List<TableName> tables() {
        return saved.names();
    }

    @Override
    public JudgedWork judge(TargetView view) {
        FittedTables tables = saved.fit(view.schema(), DriftPolicy.STRICT);
        tables.prepare(view);
        ChangePlan plan = undone == null ? tables.plan(view, rules) : ChangePlan.compareAll(tables.names());
        ReplaceTables replace = tables.replace(plan, progress);
        replace.stage(view);
        if (undone != null) {
            undone.stage(view);
        }
        if (undone != null || !rules.isEmpty()) {
            replace.keep(view, rules);
        }
        return replace.judge(view);
    }
}
