package io.rowkeep.worker.source.postgres;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What no two rows of a table may share.
 *
 * @param primary whether it is the primary key's
 * @param columns what the rows are compared by; none for an expression or an exclusion constraint
 */
record UniqueKey(boolean primary, List<KeyColumn> columns) {

    UniqueKey {
        columns = List.copyOf(columns);
    }

    /** Whether two rows have the same key. */
    String same(String left, String right) {
        return columns.stream()
                .map(column -> "%1$s.%3$s %4$s %2$s.%3$s"
                        .formatted(left, right, Quoted.name(column.name()), column.operator()))
                .collect(Collectors.joining(" and "));
    }
}
