package io.rowkeep.worker.source.postgres;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A unique index over columns.
 *
 * @param primary whether it is the primary key's
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
