package io.rowkeep.worker.source.postgres;

import java.util.List;

/**
 * When the two rows of a pair were last changed, as COPY text.
 *
 * @param word how old the table's row is, compared with the backup's
 */
public record MergeTime(String word, String table, String backup) {

    private static final String NULL = "\\N";

    static final MergeTime NO_COLUMN = new MergeTime("no such column", NULL, NULL);

    /** NULL is older than every time. */
    static final List<MergeTime> ALL = List.of(
            new MergeTime("older", "2026-01-01", "2026-01-02"),
            new MergeTime("older", NULL, "-infinity"),
            new MergeTime("equal", "2026-01-01", "2026-01-01"),
            new MergeTime("equal", NULL, NULL),
            new MergeTime("newer", "2026-01-02", "2026-01-01"),
            new MergeTime("newer", "-infinity", NULL),
            NO_COLUMN);

    boolean hasColumn() {
        return this != NO_COLUMN;
    }
}
