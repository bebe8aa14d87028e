package io.rowkeep.worker.restore;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobError;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.job.TriggerPolicy;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.change.ChangePlan;
import io.rowkeep.worker.change.ChangeProgress;
import io.rowkeep.worker.change.JudgedWork;
import io.rowkeep.worker.change.PreparedWork;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Replaces tables by what a backup has of them, or merges that into them. */
final class RestoreWork implements PreparedWork {

    private final RestoreSpec spec;
    private final SavedTables saved;
    private final @Nullable MergeChoice merge;
    private final @Nullable SavedTables base;
    private final Source source;
    private final Attempt attempt;
    private final @Nullable DifferenceList shown;

    private RestoreWork(
            RestoreSpec spec,
            SavedTables saved,
            @Nullable MergeChoice merge,
            @Nullable SavedTables base,
            Source source,
            Attempt attempt,
            @Nullable DifferenceList shown) {
        this.spec = spec;
        this.saved = saved;
        this.merge = merge;
        this.base = base;
        this.source = source;
        this.attempt = attempt;
        this.shown = shown;
    }

    static PreparedWork prepare(
            RestoreSpec spec,
            BackupReader reader,
            Source source,
            TargetSession session,
            Attempt attempt,
            @Nullable DifferenceList shown) {
        Manifest manifest = reader.manifest(spec.from(), spec.dataset(), spec.backupId());
        SavedTables saved = SavedTables.of(reader, manifest, spec.tables(), spec.schema());
        if (spec.mode() == RestoreMode.REPLACE) {
            saved.fit(session.describe(saved.names()), spec.drift());
            return new RestoreWork(spec, saved, null, null, source, attempt, shown);
        }
        MergeOptions options = Objects.requireNonNullElse(spec.merge(), MergeOptions.DEFAULT);
        MergeChoice choice = MergeChoice.of(options, saved.names());
        SavedTables merged = saved.only(choice.tables());
        MergeTables.requireKeys(merged);
        merged.fit(session.describe(merged.names()), spec.drift());
        @Nullable
        SavedTables base =
                options.base() == null ? null : merged.in(reader.manifest(spec.from(), spec.dataset(), options.base()));
        return new RestoreWork(spec, merged, choice, base, source, attempt, shown);
    }

    @Override
    public List<TableName> tables() {
        return saved.names();
    }

    @Override
    public JudgedWork judge(TargetView view) {
        FittedTables fitted = saved.fit(view.schema(), spec.drift());
        fitted.prepare(view);
        if (triggersRun()) {
            view.runTriggers();
        }
        List<String> warnings = new ArrayList<>(fitted.warnings());
        JudgedWork work = merge == null ? replace(view, fitted) : merge(view, fitted, merge, warnings);
        List<JobError> violations = new ArrayList<>();
        Map<TableName, TableDifferences> differences = new TreeMap<>();
        if (merge != null || looksAtEveryRow()) {
            violations.addAll(view.violations());
            violations.addAll(view.unmovable());
            fitted.names().forEach(table -> differences.put(table, view.differences(table)));
        }
        if (spec.preview() != null) {
            SeenPreview.requireSame(spec.preview(), differences);
        }
        if (shown != null) {
            shown.store(view, fitted.names());
        }
        return new RestoredTables(work, violations, differences, warnings);
    }

    private JudgedWork replace(TargetView view, FittedTables fitted) {
        List<KeepRule> rules = source.keepRules();
        ChangePlan plan = looksAtEveryRow() ? ChangePlan.compareAll(fitted.names()) : fitted.plan(view, rules);
        ReplaceTables replace = fitted.replace(plan, progress(fitted.tables().size()), triggersRun());
        replace.stage(view);
        if (!rules.isEmpty()) {
            replace.keep(view, rules);
        }
        return replace.judge(view);
    }

    private JudgedWork merge(TargetView view, FittedTables fitted, MergeChoice choice, List<String> warnings) {
        ChangeTimes times = ChangeTimes.of(source, spec.dataset());
        if (choice.options().preserveNewer()) {
            warnings.addAll(times.requireSome(fitted.tables()));
        }
        @Nullable MergeBase earlier = base == null ? null : MergeBase.of(base, fitted);
        int tables = fitted.tables().size() + (earlier == null ? 0 : earlier.size());
        MergeTables work = new MergeTables(fitted, earlier, progress(tables), triggersRun());
        work.stage(view);
        if (!source.keepRules().isEmpty()) {
            work.protect(view, source.keepRules());
        }
        return work.judge(view, choice, times, keysAreDistinct());
    }

    /** In another database the same values may be equal to each other, by another collation for example. */
    private boolean keysAreDistinct() {
        boolean home = spec.source().equals(spec.from()) && spec.schema() == null;
        return home && saved.wereTables() && (base == null || base.wereTables());
    }

    /** Somebody looks at every difference, or has, or triggers are to see those rows only that change. */
    private boolean looksAtEveryRow() {
        return spec.dryRun() || spec.preview() != null || triggersRun();
    }

    private boolean triggersRun() {
        return spec.triggers() == TriggerPolicy.RUN;
    }

    private ChangeProgress progress(int tables) {
        return new ChangeProgress(attempt, tables);
    }
}
