package io.rowkeep.worker.clear;

import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.change.JudgedWork;
import io.rowkeep.worker.change.PreparedWork;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.util.List;

/** Empties tables, and with them those that depend on them where that is wanted. */
final class ClearWork implements PreparedWork {

    private final ChosenTables chosen;
    private final boolean dependents;
    private final List<TableName> tables;
    private final List<KeepRule> rules;
    private final Attempt attempt;

    private ClearWork(
            ChosenTables chosen, boolean dependents, List<TableName> tables, List<KeepRule> rules, Attempt attempt) {
        this.chosen = chosen;
        this.dependents = dependents;
        this.tables = tables;
        this.rules = rules;
        this.attempt = attempt;
    }

    static PreparedWork prepare(ClearSpec spec, Source source, TargetSession session, Attempt attempt) {
        ChosenTables chosen = ChosenTables.of(spec, source, attempt);
        List<TableName> tables = List.copyOf(spec.dependents() ? chosen.withDependents(session) : chosen.tables());
        session.describe(tables);
        return new ClearWork(chosen, spec.dependents(), tables, source.keepRules(tables), attempt);
    }

    @Override
    public List<TableName> tables() {
        return tables;
    }

    @Override
    public JudgedWork judge(TargetView view) {
        for (TableName table : chosen.tables()) {
            if (view.schema().find(table).isEmpty()) {
                throw new BackupException(
                        ErrorCode.SOURCE_CONFLICT, "Table %s went while it was to be cleared".formatted(table));
            }
        }
        ClearTables clear = new ClearTables(chosen, dependents, attempt);
        clear.judge(view, rules);
        return clear;
    }
}
