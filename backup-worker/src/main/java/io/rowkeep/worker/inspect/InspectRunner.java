package io.rowkeep.worker.inspect;

import io.rowkeep.job.InspectSpec;
import io.rowkeep.job.Inspection;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TableProgresses;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.Sources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lists or counts the tables of a dataset. It changes nothing, so it has no decision cell. Stateless. */
public final class InspectRunner implements JobRunner<InspectSpec> {

    private final Sources sources;

    public InspectRunner(Sources sources) {
        this.sources = sources;
    }

    @Override
    public Outcome run(InspectSpec spec, Attempt attempt) {
        long began = System.nanoTime();
        Source source = sources.get(spec.source());
        SessionTag tag = SessionTag.of(attempt.claim().jobId(), attempt.claim().attempt());
        try (SourceSession session = source.openSource(tag)) {
            Attempt.Registration registration = attempt.onStop(session::interrupt);
            try {
                attempt.checkpoint();
                Selection selection = session.select(source.datasetOfTables(spec.dataset()), List.of());
                List<TableStatistics> tables = tables(spec.inspection(), selection, session, attempt);
                long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
                JobStatistics statistics = JobStatistics.of(tables, millis, selection.skipped(), selection.warnings());
                return new Outcome.Succeeded(statistics, null, null);
            } finally {
                registration.close();
            }
        }
    }

    @Override
    public Outcome close(InspectSpec spec, Attempt attempt, Outcome ending) {
        return ending;
    }

    private static List<TableStatistics> tables(
            Inspection inspection, Selection selection, SourceSession session, Attempt attempt) {
        List<TableStatistics> tables = new ArrayList<>();
        TableProgresses progress = new TableProgresses(selection.tables().size());
        for (SourceTable table : selection.tables()) {
            attempt.checkpoint();
            progress.begin(table.name());
            attempt.progress(progress.now());
            long counted = switch (inspection) {
                case TABLES -> 0;
                case ROW_COUNTS -> session.countRows(table.name());
            };
            tables.add(TableStatistics.counted(table.name(), counted));
            progress.add(counted, 0);
            progress.tableDone();
            attempt.progress(progress.now());
        }
        return tables;
    }
}
