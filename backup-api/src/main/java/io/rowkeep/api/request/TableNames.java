package io.rowkeep.api.request;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.dataset.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The field {@code tables} of a request. */
public final class TableNames {

    private TableNames() {}

    /**
     * The tables of a request, each once; empty when the field was left out.
     *
     * @throws InvalidField when the list is there and empty, since that could mean all or none
     */
    public static List<TableName> of(@Nullable List<@Nullable TableName> tables) {
        if (tables == null) {
            return List.of();
        }
        if (tables.isEmpty() || tables.contains(null)) {
            throw new InvalidField(
                    "tables", "The field 'tables' holds at least one table and no null; leave it out for all tables");
        }
        return tables.stream()
                .distinct()
                .map(table -> InvalidField.required(table, "tables", "a table"))
                .toList();
    }
}
