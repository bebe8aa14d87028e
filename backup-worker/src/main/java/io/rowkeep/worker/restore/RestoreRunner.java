package io.rowkeep.worker.restore;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorType;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.StoppableReads;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSchema;
import io.rowkeep.worker.source.TargetSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Restores tables of a backup: once or not at all, decided by the ledger of the database that is changed. Stateless. */
public final class RestoreRunner implements JobRunner<RestoreSpec> {

    private final Sources sources;
    private final ObjectStore store;

    /**
     * A runner for the sources of this worker.
     *
     * @param store where the backups are
     */
    public RestoreRunner(Sources sources, ObjectStore store) {
        this.sources = sources;
        this.store = store;
    }

    @Override
    public Outcome run(RestoreSpec spec, Attempt attempt) {
        long start = System.nanoTime();
        return inSession(spec, attempt, session -> {
            session.ensureLedger();
            Optional<LedgerRow> decided =
                    attempt.undecided() ? session.ledgerRow(attempt.claim().jobId()) : Optional.empty();
            return decided.map(LedgerOutcome::of).orElseGet(() -> restore(spec, attempt, session, start));
        });
    }

    @Override
    public Outcome close(RestoreSpec spec, Attempt attempt, Outcome ending) {
        if (!attempt.undecided()) {
            return ending;
        }
        @Nullable JobError error = ending instanceof Outcome.Failed failed ? failed.error() : null;
        LedgerRow nothing = LedgerRow.nothing(
                attempt.claim().jobId(),
                attempt.claim().attempt(),
                attempt.claim().job().requestedBy(),
                error);
        return inSession(spec, attempt, session -> {
            session.ensureLedger();
            LedgerRow decided = session.decide(nothing);
            return decided.decision() == LedgerRow.Decision.APPLIED ? LedgerOutcome.of(decided) : ending;
        });
    }

    private Outcome restore(RestoreSpec spec, Attempt attempt, TargetSession session, long start) {
        BackupReader reader = new BackupReader(new StoppableReads(store, attempt));
        Manifest manifest = reader.manifest(spec.source(), spec.dataset(), spec.backupId());
        List<TableEntry> entries = TableChoice.of(spec, manifest);
        List<TableName> tables = entries.stream().map(TableEntry::name).toList();
        List<KeepRule> rules = source(spec).dataset(spec.dataset()).keep().stream()
                .filter(rule -> tables.contains(rule.table()))
                .toList();
        RestoreProgress progress = new RestoreProgress(attempt, tables.size());
        plan(entries, rules, session.describe(tables));

        attempt.enterApplying();
        LedgerRow row = LedgerRow.applied(
                attempt.claim().jobId(),
                attempt.claim().attempt(),
                attempt.claim().job().requestedBy(),
                null);
        try (TargetChange change = session.begin(row, tables).orElse(null)) {
            if (change == null) {
                return LedgerOutcome.of(session.ledgerRow(row.job()).orElseThrow());
            }
            // The tables may have been altered before they were locked: what holds is how they are now.
            RestorePlan plan = plan(entries, rules, change.schema());
            ArtifactKeys keys = ArtifactKeys.of(spec.source(), spec.dataset(), spec.backupId());
            ReplaceTables replace = new ReplaceTables(
                    change,
                    plan,
                    rules,
                    entries,
                    table -> new StoredRows(reader, keys, manifest.format(), table, progress),
                    progress);
            List<TableStatistics> done = replace.run();
            JobStatistics statistics = JobStatistics.of(
                    done, Duration.ofNanos(System.nanoTime() - start).toMillis(), List.of(), replace.remarks());
            return commit(spec, attempt, change, row, statistics);
        }
    }

    private static RestorePlan plan(List<TableEntry> entries, List<KeepRule> rules, TargetSchema schema) {
        SchemaDrift.requireNone(entries, schema);
        return RestorePlan.replace(schema, rules.stream().map(KeepRule::table).collect(Collectors.toSet()));
    }

    private Outcome commit(
            RestoreSpec spec, Attempt attempt, TargetChange change, LedgerRow row, JobStatistics statistics) {
        attempt.checkpoint();
        try {
            change.commit(statistics);
            return new Outcome.Succeeded(statistics, row.safetyBackup(), null);
        } catch (BackupException e) {
            if (e.type() != ErrorType.TRANSIENT) {
                throw e;
            }
            // The answer was lost, not necessarily the commit: the ledger knows, once the lost session is gone.
            return inSession(
                    spec,
                    attempt,
                    again -> again.ledgerRow(row.job()).map(LedgerOutcome::of).orElseThrow(() -> e));
        }
    }

    private Outcome inSession(RestoreSpec spec, Attempt attempt, Function<TargetSession, Outcome> work) {
        SessionTag tag = SessionTag.of(attempt.claim().jobId(), attempt.claim().attempt());
        try (TargetSession session = source(spec).openTarget(tag)) {
            Attempt.Registration stop = attempt.onStop(session::interrupt);
            try {
                session.endOtherSessions();
                return work.apply(session);
            } finally {
                stop.close();
            }
        } catch (BackupException e) {
            // An interrupted session fails as if the server had gone: the reason why it was interrupted comes first.
            attempt.checkpoint();
            throw e;
        }
    }

    private Source source(RestoreSpec spec) {
        return sources.get(spec.source());
    }
}
