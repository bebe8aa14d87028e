package io.rowkeep.quickstart.example;

import io.rowkeep.client.Job;
import io.rowkeep.client.TableStatistics;
import java.util.HashMap;
import java.util.Map;

/** What must hold after every job, whatever the example: seen in the database, not in what the job says of itself. */
final class Proof {

    private static final TableState NOTHING = new TableState(0, "");

    private final Map<String, Map<String, TableState>> atBackup = new HashMap<>();
    private final Map<String, Map<String, TableState>> beforeJob = new HashMap<>();

    /**
     * Checks a job that has succeeded.
     *
     * @param merges whether it is a restore that merges
     * @param before what the tables held before it
     * @param now what they hold now
     * @throws TourFailure when they do not hold what they must
     */
    void check(Job job, boolean merges, Map<String, TableState> before, Map<String, TableState> now) {
        if (job.dryRun()) {
            requireSame(job, now, before, "changed something");
            return;
        }
        beforeJob.put(job.id(), before);
        switch (job.kind()) {
            case "clear" -> job.statistics().tables().forEach(table -> cleared(job, table, now));
            case "undo" ->
                requireSame(
                        job,
                        now,
                        beforeJob.getOrDefault(String.valueOf(job.undoes()), now),
                        "did not bring back everything");
            case "restore" -> job.statistics().tables().forEach(table -> restored(job, merges, table, before, now));
            default -> requireSame(job, now, before, "changed something");
        }
        if (job.kind().equals("backup")) {
            job.statistics().tables().forEach(table -> backedUp(job, table, now));
            atBackup.put(job.requireBackupId(), now);
        }
    }

    private static void backedUp(Job job, TableStatistics table, Map<String, TableState> now) {
        TableState state = now.get(table.name());
        require(
                state == null || state.rows() == table.rows(),
                job,
                "has %d rows of %s".formatted(table.rows(), table.name()));
    }

    private static void cleared(Job job, TableStatistics table, Map<String, TableState> now) {
        long rows = now.getOrDefault(table.name(), NOTHING).rows();
        require(
                rows == table.kept().kept(),
                job,
                "left %d rows in %s and says that it kept %d"
                        .formatted(rows, table.name(), table.kept().kept()));
    }

    private void restored(
            Job job,
            boolean merges,
            TableStatistics table,
            Map<String, TableState> before,
            Map<String, TableState> now) {
        TableState state = now.getOrDefault(table.name(), NOTHING);
        if (merges) {
            long came = table.changes().inserted();
            require(
                    state.rows() == before.getOrDefault(table.name(), NOTHING).rows() + came,
                    job,
                    "did not add the %d rows to %s".formatted(came, table.name()));
        } else {
            Map<String, TableState> saved = atBackup.getOrDefault(job.requireBackupId(), now);
            require(state.equals(saved.get(table.name())), job, "did not bring back " + table.name());
        }
    }

    private static void requireSame(
            Job job, Map<String, TableState> now, Map<String, TableState> expected, String otherwise) {
        require(now.equals(expected), job, otherwise);
    }

    private static void require(boolean condition, Job job, String otherwise) {
        if (!condition) {
            throw new TourFailure("The %s job %s %s".formatted(job.kind(), job.id(), otherwise));
        }
    }
}
