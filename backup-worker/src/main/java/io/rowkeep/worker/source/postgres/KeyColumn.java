package io.rowkeep.worker.source.postgres;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a unique key.
 *
 * @param operator the equality of the key's own index, which for some types is not in the search path
 * @param collation by which the index compares, as it stands in a statement, when that is not the column's own
 */
record KeyColumn(String name, String operator, @Nullable String collation) {

    /** Its value in a row, as the index compares it. */
    String of(String row) {
        return "%s.%s%s".formatted(row, Quoted.name(name), Objects.requireNonNullElse(collation, ""));
    }
}
