package io.rowkeep.quickstart;

import io.rowkeep.message.MessageMapper;
import io.rowkeep.quickstart.SampleSource.TableState;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The main job, seen by a person: backup, damage, restore, and proof that every row is back. */
final class Tour {

    private final ApiClient api;
    private final CompletionEvents events;
    private final SampleSource sample;
    private final PrintStream out;

    Tour(ApiClient api, CompletionEvents events, SampleSource sample, PrintStream out) {
        this.api = api;
        this.events = events;
        this.sample = sample;
        this.out = out;
    }

    /**
     * Takes the tour.
     *
     * @throws QuickstartFailure at the first step that is not right
     */
    void take() throws SQLException {
        Map<String, TableState> before = sample.state();
        out.println();
        out.println("1. The sample application, a course administration:");
        before.forEach((table, state) -> out.printf("     %-20s %,8d rows%n", table, state.rows()));

        out.println("2. Backup: POST /api/v1/backups {\"source\": \"school\", \"dataset\": \"all\"}");
        JsonNode backup = api.succeeded(api.post(
                "/api/v1/backups", "{\"source\": \"school\", \"dataset\": \"all\", \"label\": \"quickstart tour\"}"));
        JsonNode completed = events.of(backup.get("id").asString());
        printJob(backup);
        require(rows(backup) == total(before), "The backup has other rows than the tables");

        out.println("3. Damage: rows deleted, changed and slipped in, a table emptied");
        sample.damage();
        Map<String, TableState> damaged = sample.state();
        print(damaged, before, "as before", "damaged");
        require(!damaged.equals(before), "Nothing was damaged");

        String backupId = backup.get("backupId").asString();
        out.printf("4. Restore: POST /api/v1/backups/%s/restores {\"mode\": \"replace\"}%n", backupId);
        JsonNode restore =
                api.succeeded(api.post("/api/v1/backups/" + backupId + "/restores", "{\"mode\": \"replace\"}"));
        events.of(restore.get("id").asString());
        printJob(restore);

        out.println("5. Rows and content of every table, compared with step 1:");
        Map<String, TableState> after = sample.state();
        print(after, before, "the same", "DIFFERENT");
        require(after.equals(before), "The tables are not as they were before the damage");

        out.println("6. The event that told every listener of the backup:");
        out.println(MessageMapper.JSON
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(completed)
                .indent(5)
                .stripTrailing());
        out.println();
        out.println("Every row is back.");
    }

    private void print(Map<String, TableState> now, Map<String, TableState> before, String same, String different) {
        now.forEach((table, state) -> out.printf(
                "     %-20s %,8d rows   %s%n",
                table, state.rows(), state.equals(before.get(table)) ? same : different));
    }

    private void printJob(JsonNode job) {
        JsonNode statistics = job.get("statistics");
        out.printf(
                "     job %s %s: %,d rows of %d tables in %,d ms%n",
                job.get("id").asString(),
                job.get("status").asString(),
                rows(job),
                statistics.get("tables").size(),
                statistics.get("durationMillis").asLong());
    }

    private static long rows(JsonNode job) {
        return job.get("statistics").get("rows").asLong();
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
