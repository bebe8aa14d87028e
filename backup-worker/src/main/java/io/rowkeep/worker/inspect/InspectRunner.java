package io.rowkeep.worker.inspect;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetQuery;
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
import io.rowkeep.worker.source.ValueCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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
        DatasetQuery query = source.dataset(spec.dataset()).query();
        if (query != null && spec.inspection() == Inspection.TABLES) {
            return succeeded(ofQuery(query, began));
        }
        SessionTag tag = SessionTag.of(attempt.claim().jobId(), attempt.claim().attempt());
        try (SourceSession session = source.openSource(tag)) {
            Attempt.Registration registration = attempt.onStop(session::interrupt);
            try {
                attempt.checkpoint();
                DatasetDefinition dataset = source.datasetOfTables(spec.dataset());
                Selection selection = session.select(dataset, List.of());
                return succeeded(
                        switch (spec.inspection()) {
                            case TABLES -> list(selection, attempt, began);
                            case ROW_COUNTS -> count(dataset, selection, session, attempt, began);
                        });
            } finally {
                registration.close();
            }
        }
    }

    @Override
    public Outcome close(InspectSpec spec, Attempt attempt, Outcome ending) {
        return ending;
    }

    private static Outcome succeeded(JobStatistics statistics) {
        return new Outcome.Succeeded(statistics, null, null);
    }

    /** What a result is called is configured, and no server needs to be asked. */
    private static JobStatistics ofQuery(DatasetQuery query, long began) {
        return JobStatistics.of(
                List.of(TableStatistics.counted(query.result(), 0)), millisSince(began), List.of(), List.of());
    }

    private static JobStatistics list(Selection selection, Attempt attempt, long began) {
        List<TableStatistics> tables = forEach(selection, attempt, table -> TableStatistics.counted(table.name(), 0));
        return JobStatistics.of(tables, millisSince(began), selection.skipped(), selection.warnings());
    }

    private static JobStatistics count(
            DatasetDefinition dataset, Selection selection, SourceSession session, Attempt attempt, long began) {
        ValueCounts counts = new ValueCounts(dataset.counted());
        List<TableStatistics> tables = forEach(selection, attempt, table -> {
            TableStatistics counted = TableStatistics.counted(table.name(), session.countRows(table.name()));
            return counts.addTo(counted, table, session::countValues);
        });
        List<String> warnings = new ArrayList<>(selection.warnings());
        warnings.addAll(counts.warningsOfAll());
        return JobStatistics.of(tables, millisSince(began), selection.skipped(), warnings);
    }

    private static List<TableStatistics> forEach(
            Selection selection, Attempt attempt, Function<SourceTable, TableStatistics> look) {
        List<TableStatistics> tables = new ArrayList<>();
        TableProgresses progress = new TableProgresses(selection.tables().size());
        for (SourceTable table : selection.tables()) {
            attempt.checkpoint();
            progress.begin(table.name());
            attempt.progress(progress.now());
            TableStatistics found = look.apply(table);
            tables.add(found);
            progress.add(found.rows(), 0);
            progress.tableDone();
            attempt.progress(progress.now());
        }
        return tables;
    }

    private static long millisSince(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
