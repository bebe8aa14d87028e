package io.rowkeep.worker.source.postgres;

import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.RowDecision;
import io.rowkeep.worker.source.MergeRules;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A line of the table in {@code docs/merge.md} made of real rows, with one policy. */
record MergeCase(MergeLine line, boolean base, MergeTime time, ConflictPolicy policy, boolean preserveNewer) {

    private static final String OLD = "2000-01-01";

    static Stream<MergeCase> all() {
        return MergeLine.all()
                .flatMap(line -> Stream.of(true, false)
                        .filter(line::isAboutBase)
                        .flatMap(base -> MergeTime.ALL.stream()
                                .filter(line::isAbout)
                                .flatMap(time -> Arrays.stream(ConflictPolicy.values())
                                        .flatMap(policy -> Stream.of(true, false)
                                                .map(preserve -> new MergeCase(line, base, time, policy, preserve))))));
    }

    List<String> columns() {
        return time.hasColumn() ? List.of("id", "a", "b", "changed") : List.of("id", "a", "b");
    }

    @Nullable
    String tableRow() {
        return switch (line.row()) {
            case "only in the backup" -> null;
            case "only in the table", "the same on both sides", "changed in the backup only" ->
                row("x\ty", time.table());
            case "changed in the table only", "changed on both sides" -> row("x\tT", time.table());
            case "different" -> row("\\N\tT", time.table());
            default -> throw new IllegalArgumentException(line.row());
        };
    }

    @Nullable
    String backupRow() {
        return switch (line.row()) {
            case "only in the table" -> null;
            case "only in the backup", "changed in the table only" -> row("x\ty", time.backup());
            case "the same on both sides" -> row("x\ty", time.table());
            case "changed in the backup only", "changed on both sides" -> row("B\ty", time.backup());
            case "different" -> row("B\t\\N", time.backup());
            default -> throw new IllegalArgumentException(line.row());
        };
    }

    String baseRow() {
        return switch (line.row()) {
            case "changed in the backup only" -> row("x\ty", time.table());
            case "changed in the table only" -> row("x\ty", time.backup());
            default -> row("x\ty", OLD);
        };
    }

    private String row(String fields, String changed) {
        return "1\t" + fields + (time.hasColumn() ? "\t" + changed : "");
    }

    MergeRules rules(RowDecision... decisions) {
        return new MergeRules(
                policy, preserveNewer, time.hasColumn() ? "changed" : null, base, List.of(), List.of(decisions));
    }

    String outcome() {
        return line.outcome(policy, preserveNewer);
    }

    /** What {@code a} and {@code b} are afterwards. */
    String expected(String outcome) {
        return switch (outcome) {
            case "backup" -> fields(backupRow());
            case "table" -> fields(tableRow());
            case "fields" -> "B T";
            default -> throw new IllegalArgumentException(outcome);
        };
    }

    private static String fields(@Nullable String row) {
        if (row == null) {
            return "";
        }
        String[] fields = row.replace("\\N", "-").split("\t", -1);
        return fields[1] + " " + fields[2];
    }

    @Override
    public String toString() {
        return "%s, base %s, %s: %s%s"
                .formatted(
                        line.row(),
                        base ? "yes" : "no",
                        time.table() + " against " + time.backup(),
                        policy.id(),
                        preserveNewer ? ", preserveNewer" : "");
    }
}
