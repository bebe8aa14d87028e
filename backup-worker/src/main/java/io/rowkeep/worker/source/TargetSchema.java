package io.rowkeep.worker.source;

import io.rowkeep.dataset.TableName;
import java.util.List;
import java.util.Optional;

/**
 * Tables that are to be changed, as the target's catalogue describes them.
 *
 * @param tables in order of name
 * @param references every reference to one of them, from whatever table
 */
public record TargetSchema(List<SourceTable> tables, List<TableReference> references) {

    public TargetSchema {
        tables = List.copyOf(tables);
        references = List.copyOf(references);
    }

    /** One of the tables. */
    public Optional<SourceTable> find(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
