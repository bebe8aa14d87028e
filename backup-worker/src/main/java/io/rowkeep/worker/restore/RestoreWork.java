package io.rowkeep.worker.restore;

import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.change.ChangeProgress;
import io.rowkeep.worker.change.JudgedWork;
import io.rowkeep.worker.change.PreparedWork;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.util.List;

/** Replaces tables by what a backup has of them. */
final class RestoreWork implements PreparedWork {

    private final SavedTables saved;
    private final List<KeepRule> rules;
    private final ChangeProgress progress;

    private RestoreWork(SavedTables saved, List<KeepRule> rules, ChangeProgress progress) {
        this.saved = saved;
        this.rules = rules;
        this.progress = progress;
    }

    static PreparedWork prepare(SavedTables saved, Source source, TargetSession session, Attempt attempt) {
        saved.requireSameSchema(session.describe(saved.names()));
        ChangeProgress progress = new ChangeProgress(attempt, saved.entries().size());
        return new RestoreWork(saved, source.keepRules(saved.names()), progress);
    }

    @Override
    public List<TableName> tables() {
        return saved.names();
    }

    @Override
    public JudgedWork judge(TargetView view) {
        saved.requireSameSchema(view.schema());
        ReplaceTables replace = saved.replace(saved.plan(view.schema(), rules), progress);
        replace.stage(view);
        if (!rules.isEmpty()) {
            replace.keep(view, rules);
        }
        return replace.judge(view);
    }
}
