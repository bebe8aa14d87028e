package io.rowkeep.quickstart.example;

import io.rowkeep.client.Job;
import io.rowkeep.client.JobEvent;
import io.rowkeep.client.JobStatistics;
import io.rowkeep.client.TableStatistics;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Tells a person what happens on a tour. */
final class Narrator {

    private static final int LONGEST_LINE = 200;

    private final PrintStream out;
    private int section;
    private Map<String, TableState> first = Map.of();
    private Map<String, TableState> last = Map.of();

    Narrator(PrintStream out) {
        this.out = out;
    }

    void waiting(Job job) {
        out.printf("Waiting for the %s job %s of an earlier start.%n", job.kind(), job.id());
    }

    void beginningAnew() {
        out.println("The tour before was broken off: the example's rows are made anew.");
    }

    void begin(String title, Map<String, TableState> tables) {
        first = tables;
        last = tables;
        out.println();
        out.println(title);
        tables.forEach((name, state) -> out.printf("     %-28s %,8d rows%n", name, state.rows()));
    }

    void section(String heading) {
        section++;
        out.printf("%d. %s%n", section, heading);
    }

    void called(Step.Call call) {
        out.printf("   %s %s %s%n", call.method(), call.path(), line(call.body()));
    }

    void answered(Calls.Answer answer) {
        String what = answer.fileName()
                .map(name -> "%s, %,d bytes".formatted(name, answer.bytes()))
                .orElseGet(() -> line(answer.text()));
        out.printf("     %d %s%n", answer.status(), what);
    }

    void changed(Step.Change change, Map<String, TableState> now) {
        change.statements().lines().forEach(line -> out.println("   " + line));
        tables(now);
    }

    void done(Job job, JobEvent event, Map<String, TableState> now) {
        List<TableStatistics> tables = job.statistics().tables();
        if (job.dryRun()) {
            out.printf("     would %s%n", changes(job.statistics()));
        } else {
            out.printf(
                    "     job %s %s: %,d tables in %,d ms; every listener heard %s.%s%n",
                    job.id(),
                    job.status(),
                    tables.size(),
                    job.statistics().durationMillis(),
                    event.kind(),
                    event.outcome().name().toLowerCase(Locale.ROOT));
        }
        if (!now.equals(last)) {
            out.printf("     did %s%n", changes(job.statistics()));
            tables(now);
        }
    }

    void end() {
        out.println();
        out.println("Every row is back.");
    }

    /** A text on one line that is not too long. */
    static String line(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …";
    }

    private void tables(Map<String, TableState> now) {
        now.forEach((name, state) -> out.printf(
                "     %-28s %,8d rows   %s%n",
                name, state.rows(), state.equals(first.get(name)) ? "as at the beginning" : "different"));
        last = now;
    }

    private static String changes(JobStatistics statistics) {
        long conflicts = sum(statistics, table -> table.differences().conflict());
        return "insert %,d rows, update %,d, delete %,d and keep %,d%s"
                .formatted(
                        sum(statistics, table -> table.changes().inserted()),
                        sum(statistics, table -> table.changes().updated()),
                        statistics.deleted(),
                        statistics.kept(),
                        conflicts == 0 ? "" : ", %,d of them in conflict".formatted(conflicts));
    }

    private static long sum(JobStatistics statistics, ToLongFunction<TableStatistics> count) {
        return statistics.tables().stream().mapToLong(count).sum();
    }
}
