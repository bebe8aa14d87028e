package io.rowkeep.worker.source;

import io.rowkeep.dataset.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tables that are to be changed, as the target's catalogue describes them.
 *
 * @param tables in order of name
 * @param references every reference to one of them, from whatever table
 * @param demanded of each table the columns that a new row must be given a value for: they are NOT NULL without a default
 */
public record TargetSchema(
        List<SourceTable> tables, List<TableReference> references, Map<TableName, List<String>> demanded) {

    public TargetSchema {
        tables = List.copyOf(tables);
        references = List.copyOf(references);
        demanded = Map.copyOf(demanded);
    }

    /** One of the tables. */
    public Optional<SourceTable> find(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** Whether a new row of a table must be given a value for a column. */
    public boolean demands(TableName table, String column) {
        return demanded.getOrDefault(table, List.of()).contains(column);
    }
}
