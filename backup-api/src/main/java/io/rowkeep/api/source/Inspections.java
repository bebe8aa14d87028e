package io.rowkeep.api.source;

import io.rowkeep.api.job.Waiting;
import io.rowkeep.api.request.Wait;
import io.rowkeep.control.Caller;
import io.rowkeep.control.JobIntake;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.InspectSpec;
import io.rowkeep.job.Inspection;
import io.rowkeep.job.Job;
import io.rowkeep.job.TableStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks workers about a source, since only they can look into it, and waits a bounded time for the answer. Thread-safe. */
@Component
final class Inspections {

    private static final Wait FOR_TABLES = new Wait(Duration.ofSeconds(5));

    private final JobIntake intake;
    private final Waiting waiting;

    Inspections(JobIntake intake, Waiting waiting) {
        this.intake = intake;
        this.waiting = waiting;
    }

    /** The tables that the dataset has now; empty when no worker could say so in time. */
    Optional<List<TableName>> tables(SourceName source, DatasetName dataset, Caller caller) {
        Job job = ask(new InspectSpec(source, dataset, Inspection.TABLES), caller, FOR_TABLES);
        return Optional.ofNullable(job.statistics())
                .map(statistics ->
                        statistics.tables().stream().map(TableStatistics::name).toList());
    }

    /** The job that counts the rows; it may not have ended yet. */
    Job rowCounts(SourceName source, DatasetName dataset, Caller caller, Wait wait) {
        return ask(new InspectSpec(source, dataset, Inspection.ROW_COUNTS), caller, wait);
    }

    private Job ask(InspectSpec question, Caller caller, Wait wait) {
        Job job = intake.submit(question, caller, null).job();
        return waiting.untilEnd(job.id(), wait).orElse(job);
    }
}
