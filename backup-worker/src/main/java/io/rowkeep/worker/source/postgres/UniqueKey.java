package io.rowkeep.worker.source.postgres;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What no two rows of a table may share.
 *
 * @param primary whether it is the primary key's
 * @param immediate whether the server looks at it row by row, not at the end of a statement or later
 * @param nullsEqual whether two rows without a value share it
 * @param condition which rows it is about, as SQL over the bare columns; null for all
 * @param uses columns that the condition needs
 * @param columns what the rows are compared by; none for an expression or an exclusion constraint
 */
record UniqueKey(
        boolean primary,
        boolean immediate,
        boolean nullsEqual,
        @Nullable String condition,
        List<String> uses,
        List<KeyColumn> columns) {

    UniqueKey {
        uses = List.copyOf(uses);
        columns = List.copyOf(columns);
    }

    /** Whether rows with only these columns show what they have of it. */
    boolean isOver(List<String> stored) {
        return !columns.isEmpty()
                && stored.containsAll(columns.stream().map(KeyColumn::name).toList())
                && (condition == null || stored.containsAll(uses));
    }

    /** Whether two rows have the same key. */
    String same(String left, String right) {
        String form = nullsEqual ? "(%1$s %3$s %2$s or %1$s is null and %2$s is null)" : "%1$s %3$s %2$s";
        return columns.stream()
                .map(column -> form.formatted(column.of(left), column.of(right), column.operator()))
                .collect(Collectors.joining(" and "));
    }

    /** Which rows it is about, as a condition over the bare columns. */
    String isAbout() {
        return condition == null ? "true" : "(" + condition + ")";
    }

    /** For a person: {@code (school, number)}. */
    String names() {
        return columns.stream().map(KeyColumn::name).collect(Collectors.joining(", ", "(", ")"));
    }
}
