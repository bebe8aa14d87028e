package io.rowkeep.worker.change;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorType;
import io.rowkeep.job.ChangeSpec;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.export.SafetyBackups;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes tables once or not at all, decided by the ledger of the database that is changed, whatever kind of job asks for it.
 * Everything that can be refused is refused before the first change, and whatever it needs to be undone is saved before the commit.
 * Stateless.
 */
public final class Changes {

    private final Sources sources;
    private final SafetyBackups safety;
    private final LedgerOutcomes ledger;

    /** For the sources of this worker. */
    public Changes(Sources sources, SafetyBackups safety) {
        this.sources = sources;
        this.safety = safety;
        this.ledger = new LedgerOutcomes(safety);
    }

    /** Does the work, as {@link io.rowkeep.worker.attempt.JobRunner#run} says. */
    public Outcome run(ChangeSpec spec, Attempt attempt, TableWork work) {
        long began = System.nanoTime();
        return inSession(spec, attempt, session -> {
            session.ensureLedger();
            Optional<LedgerRow> decided =
                    attempt.undecided() ? session.ledgerRow(attempt.claim().jobId()) : Optional.empty();
            return decided.map(row -> ledger.of(row, spec))
                    .orElseGet(() -> change(spec, attempt, work, session, began));
        });
    }

    /** Says what the work would do and what would be refused; changes nothing, locks nothing, decides nothing. */
    public Outcome preview(ChangeSpec spec, Attempt attempt, TableWork work) {
        long began = System.nanoTime();
        return inSession(spec, attempt, session -> {
            JobStatistics statistics = new Preview(spec, source(spec), session).of(work, began);
            return new Outcome.Succeeded(statistics, null, null);
        });
    }

    /** Ends the job without effect unless it had one, as {@link io.rowkeep.worker.attempt.JobRunner#close} says. */
    public Outcome close(ChangeSpec spec, Attempt attempt, Outcome ending) {
        if (!attempt.undecided()) {
            if (spec.dryRun()) {
                source(spec).sweep(tag(attempt));
            }
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
            return decided.decision() == LedgerRow.Decision.APPLIED ? ledger.of(decided, spec) : ending;
        });
    }

    private Outcome change(ChangeSpec spec, Attempt attempt, TableWork work, TargetSession session, long began) {
        Source source = source(spec);
        Refusals.requireSaved(spec, source);
        Refusals.requirePreviewed(spec, source);
        PreparedWork prepared = work.prepare(source, session);
        attempt.enterApplying();
        LedgerRow row = LedgerRow.applied(
                attempt.claim().jobId(),
                attempt.claim().attempt(),
                attempt.claim().job().requestedBy(),
                spec.safetyBackup() ? safety.next() : null);
        try (TargetChange change = session.begin(row, prepared.tables()).orElse(null)) {
            if (change == null) {
                return ledger.of(session.ledgerRow(row.job()).orElseThrow(), spec);
            }
            JudgedWork judged = prepared.judge(change);
            Refusals.requireNone(judged.refusals());
            Saving saving = new Saving(safety, row.safetyBackup(), source, attempt, change);
            saving.before(judged);
            attempt.checkpoint();
            ChangedTables changed = judged.apply(change);
            saving.after(judged);
            attempt.checkpoint();
            return commit(spec, attempt, change, row, changed.statistics(began), saving);
        }
    }

    private Outcome commit(
            ChangeSpec spec,
            Attempt attempt,
            TargetChange change,
            LedgerRow row,
            JobStatistics statistics,
            Saving saving) {
        try {
            JobStatistics done = change.commit(statistics, saving.undoDigest());
            return new Outcome.Succeeded(done, row.safetyBackup(), saving.record());
        } catch (BackupException e) {
            if (e.type() != ErrorType.TRANSIENT) {
                throw e;
            }
            // The answer was lost, not necessarily the commit: the ledger knows, once the lost session is gone.
            return inSession(
                    spec,
                    attempt,
                    again -> again.ledgerRow(row.job())
                            .map(found -> ledger.of(found, spec))
                            .orElseThrow(() -> e));
        }
    }

    private Outcome inSession(ChangeSpec spec, Attempt attempt, Function<TargetSession, Outcome> work) {
        try (TargetSession session = source(spec).openTarget(tag(attempt))) {
            Attempt.Registration stop = attempt.onStop(session::interrupt);
            try {
                // Whoever was frozen for a while and lost the job must not end the session of the attempt that has it
                // now.
                attempt.checkpoint();
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

    private static SessionTag tag(Attempt attempt) {
        return SessionTag.of(attempt.claim().jobId(), attempt.claim().attempt());
    }

    private Source source(ChangeSpec spec) {
        return sources.get(spec.source());
    }
}
