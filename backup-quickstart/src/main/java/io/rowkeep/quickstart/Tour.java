package io.rowkeep.quickstart;

import io.rowkeep.client.EventSubscription;
import io.rowkeep.client.Job;
import io.rowkeep.client.JobEvent;
import io.rowkeep.client.JobHandle;
import io.rowkeep.client.JobStatus;
import io.rowkeep.client.RestoreRequest;
import io.rowkeep.client.Rowkeep;
import io.rowkeep.client.TableDifferences;
import io.rowkeep.client.TableStatistics;
import io.rowkeep.quickstart.SampleSource.TableState;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** A day of an administrator, seen by a person: backup, clear, undo, damage, merge, restore, and proof that every row is back. */
final class Tour {

    private static final Duration LONGEST_JOB = Duration.ofMinutes(5);
    private static final String ADMINISTRATORS = "users";

    private final Rowkeep rowkeep;
    private final SampleSource sample;
    private final PrintStream out;

    Tour(Rowkeep rowkeep, SampleSource sample, PrintStream out) {
        this.rowkeep = rowkeep;
        this.sample = sample;
        this.out = out;
    }

    /**
     * Takes the tour.
     *
     * @throws QuickstartFailure at the first step that is not right
     */
    void take() throws SQLException {
        awaitEarlierJobs();
        Map<String, TableState> before = sample.state();
        out.println();
        out.println("1. The sample application, a course administration:");
        before.forEach((table, state) -> out.printf("     %-20s %,8d rows%n", table, state.rows()));

        out.println("2. Backup: POST /api/v1/backups {\"source\": \"school\", \"dataset\": \"courses\"}");
        Job backup = done(rowkeep.backup(SampleSource.NAME, SampleSource.DATASET)
                .label("quickstart tour")
                .start());
        require(backup.statistics().rows() == total(before), "The backup has other rows than the tables");

        Job clear = clear(before);
        undo(clear, before);
        damage(before);
        merge(backup.requireBackupId(), before);
        restore(backup.requireBackupId(), before);

        out.println();
        out.println("Every row is back.");
    }

    /** What an earlier start was doing when it was stopped goes on now, and would disturb the tour. */
    private void awaitEarlierJobs() {
        for (JobStatus open : List.of(JobStatus.QUEUED, JobStatus.RUNNING)) {
            List<Job> earlier = rowkeep.jobs().source(SampleSource.NAME).status(open).stream()
                    .toList();
            earlier.forEach(job -> {
                out.printf("Waiting for the %s job %s of an earlier start.%n", job.kind(), job.id());
                rowkeep.job(job.id()).await(LONGEST_JOB);
            });
        }
    }

    private Job clear(Map<String, TableState> before) throws SQLException {
        out.println(
                "3. Clear: POST /api/v1/clears {…, \"tables\": \"all\", \"confirm\": \"courses\"}; first what it would do");
        var request = rowkeep.clear(SampleSource.NAME, SampleSource.DATASET).allTables();
        Job preview = request.preview();
        out.printf(
                "     would delete %,d rows and keep %,d%n",
                preview.statistics().deleted(), preview.statistics().kept());
        require(sample.state().equals(before), "The preview changed something");
        Job clear = done(request.confirm(SampleSource.DATASET).start());
        Map<String, TableState> cleared = sample.state();
        cleared.forEach((table, state) -> out.printf(
                "     %-20s %,8d rows   %s%n",
                table, state.rows(), table.equals(ADMINISTRATORS) ? "the administrators stayed" : "empty"));
        require(total(cleared) == sample.administrators(), "Others than the administrators stayed");
        require(
                clear.statistics().deleted() == preview.statistics().deleted(),
                "The clear did something else than its preview said");
        return clear;
    }

    private void undo(Job clear, Map<String, TableState> before) throws SQLException {
        out.printf("4. Undo: POST /api/v1/jobs/%s/undo, from the safety backup%n", clear.id());
        Job undo = done(rowkeep.undo(clear.id()).start());
        out.printf(
                "     put back %,d rows%n",
                undo.statistics().tables().stream()
                        .map(TableStatistics::changes)
                        .mapToLong(changes -> changes.inserted() + changes.updated())
                        .sum());
        compare(before);
    }

    private void damage(Map<String, TableState> before) throws SQLException {
        out.println("5. Damage: rows deleted, changed and slipped in, a table emptied");
        sample.damage();
        Map<String, TableState> damaged = sample.state();
        print(damaged, before, "as before", "damaged");
        require(!damaged.equals(before), "Nothing was damaged");
    }

    private void merge(String backupId, Map<String, TableState> before) throws SQLException {
        out.printf(
                "6. Merge: POST /api/v1/backups/%s/restores {\"mode\": \"merge\"}; first what it would do%n", backupId);
        Map<String, TableState> damaged = sample.state();
        RestoreRequest request = rowkeep.restore(backupId).merge();
        Job preview = request.preview();
        out.printf(
                "     would bring back %,d rows and settle %,d conflicts, all listed in /api/v1/jobs/%s/differences%n",
                sum(preview, TableDifferences::insert), sum(preview, TableDifferences::conflict), preview.id());
        require(sample.state().equals(damaged), "The preview changed something");
        Job merge = done(request.asPreviewed(preview.id()).start());
        Map<String, TableState> merged = sample.state();
        print(merged, before, "as before", "with rows that came since: a merge deletes none");
        merged.forEach((table, state) ->
                require(table.equals(ADMINISTRATORS) || state.equals(before.get(table)), "The merge left out rows"));
        require(total(merged) >= total(before), "The merge deleted rows");
        out.printf("   and undone again: POST /api/v1/jobs/%s/undo, row by row%n", merge.id());
        done(rowkeep.undo(merge.id()).start());
        require(sample.state().equals(damaged), "The undo did not bring back what was there before the merge");
    }

    private void restore(String backupId, Map<String, TableState> before) throws SQLException {
        out.printf("7. Restore: POST /api/v1/backups/%s/restores {\"mode\": \"replace\"}%n", backupId);
        done(rowkeep.restore(backupId).replace().start());
        compare(before);
    }

    /** Waits for the job's end and for the event that tells every listener of it. */
    private Job done(JobHandle handle) {
        HeardEvents events = new HeardEvents();
        EventSubscription following = handle.follow(events);
        Job job;
        JobEvent event;
        try {
            job = handle.awaitSuccess(LONGEST_JOB);
            event = events.of(job.id());
        } finally {
            following.close();
        }
        out.printf(
                "     job %s %s: %,d tables in %,d ms; every listener heard %s.%s%n",
                job.id(),
                job.status(),
                job.statistics().tables().size(),
                job.statistics().durationMillis(),
                event.kind(),
                event.outcome().name().toLowerCase(Locale.ROOT));
        return job;
    }

    private void compare(Map<String, TableState> before) throws SQLException {
        out.println("     rows and content of every table, compared with step 1:");
        Map<String, TableState> now = sample.state();
        print(now, before, "the same", "DIFFERENT");
        require(now.equals(before), "The tables are not as they were in step 1");
    }

    private void print(Map<String, TableState> now, Map<String, TableState> before, String same, String different) {
        now.forEach((table, state) -> out.printf(
                "     %-20s %,8d rows   %s%n",
                table, state.rows(), state.equals(before.get(table)) ? same : different));
    }

    private static long sum(Job job, ToLongFunction<TableDifferences> count) {
        return job.statistics().tables().stream()
                .map(TableStatistics::differences)
                .mapToLong(count)
                .sum();
    }

    private static long total(Map<String, TableState> states) {
        return states.values().stream().mapToLong(TableState::rows).sum();
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new QuickstartFailure(sentence);
        }
    }
}
