package io.rowkeep.worker.source.postgres;

import org.jspecify.annotations.Nullable;

/** A line of the table in {@code docs/merge.md} made of real rows. */
public record MergeCase(int id, MergeLine line, MergeTime time) {

    private static final String LONG_AGO = "2000-01-01";

    /** What the table has, as COPY text. */
    public @Nullable String tableRow() {
        return switch (line.row()) {
            case "only in the backup" -> null;
            case "only in the table", "the same on both sides", "changed in the backup only" ->
                row("x\ty", time.table());
            case "changed in the table only", "changed on both sides" -> row("x\tT", time.table());
            case "different" -> row("\\N\tT", time.table());
            default -> throw new IllegalArgumentException(line.row());
        };
    }

    /** What the backup has. */
    public @Nullable String backupRow() {
        return switch (line.row()) {
            case "only in the table" -> null;
            case "only in the backup", "changed in the table only" -> row("x\ty", time.backup());
            case "the same on both sides" -> row("x\ty", time.table());
            case "changed in the backup only", "changed on both sides" -> row("B\ty", time.backup());
            case "different" -> row("B\t\\N", time.backup());
            default -> throw new IllegalArgumentException(line.row());
        };
    }

    /** What both come from. */
    public String baseRow() {
        return switch (line.row()) {
            case "changed in the backup only" -> row("x\ty", time.table());
            case "changed in the table only" -> row("x\ty", time.backup());
            default -> row("x\ty", LONG_AGO);
        };
    }

    private String row(String fields, String changed) {
        return "%d\t%s%s".formatted(id, fields, time.hasColumn() ? "\t" + changed : "");
    }

    /** What the row holds in the end but for the time. */
    public String expected(String outcome) {
        return switch (outcome) {
            case "backup" -> fields(backupRow());
            case "table" -> fields(tableRow());
            case "fields" -> id + " B T";
            default -> throw new IllegalArgumentException(outcome);
        };
    }

    private static String fields(@Nullable String row) {
        if (row == null) {
            throw new IllegalArgumentException("There is no such row");
        }
        String[] fields = row.replace("\\N", "-").split("\t", -1);
        return "%s %s %s".formatted(fields[0], fields[1], fields[2]);
    }
}
