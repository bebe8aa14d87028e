package io.rowkeep.dataset;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named selection within a source.
 *
 * @param tables patterns of the tables that belong to it; empty means every ordinary and partitioned table
 * @param exclude patterns of tables that do not belong to it all the same
 * @param keep at most one rule per table
 * @param updatedAt the column that holds when a row was last changed, for merging; null when there is none
 * @param spreadsheet how its tables look as spreadsheets; null where nothing is configured
 * @param document how its other downloads look; null where nothing is configured
 * @param counted columns whose values are counted in statistics, for each table
 * @param fields what fields of imported documents become, for each collection; dots lead into subdocuments
 * @param query what its rows are the result of, instead of tables; null for tables
 */
public record DatasetDefinition(
        DatasetName name,
        List<TablePattern> tables,
        List<TablePattern> exclude,
        List<KeepRule> keep,
        @Nullable String updatedAt,
        @Nullable SpreadsheetProfile spreadsheet,
        @Nullable DocumentProfile document,
        Map<TableName, List<String>> counted,
        Map<TableName, Map<String, FieldType>> fields,
        @Nullable DatasetQuery query) {

    public DatasetDefinition {
        tables = List.copyOf(tables);
        exclude = List.copyOf(exclude);
        keep = List.copyOf(keep);
        counted = Map.copyOf(counted);
        fields = Map.copyOf(fields);
    }

    /** Tables, with nothing out of the ordinary about their downloads, statistics and imports. */
    public DatasetDefinition(
            DatasetName name,
            List<TablePattern> tables,
            List<TablePattern> exclude,
            List<KeepRule> keep,
            @Nullable String updatedAt,
            @Nullable SpreadsheetProfile spreadsheet) {
        this(name, tables, exclude, keep, updatedAt, spreadsheet, null, Map.of(), Map.of(), null);
    }

    /** The dataset {@code all}, which every source has. */
    public static DatasetDefinition all() {
        return all(List.of());
    }

    /**
     * The dataset {@code all} beside others: what fields of a table become in imports is about the table, whichever dataset says it.
     *
     * @throws IllegalArgumentException when two datasets say different things of one field, naming it
     */
    public static DatasetDefinition all(Collection<DatasetDefinition> others) {
        Map<TableName, Map<String, FieldType>> fields = new HashMap<>();
        for (DatasetDefinition other : others) {
            other.fields().forEach((table, types) -> {
                Map<String, FieldType> known = fields.computeIfAbsent(table, unknown -> new HashMap<>());
                types.forEach((field, type) -> {
                    FieldType before = known.putIfAbsent(field, type);
                    if (before != null && before != type) {
                        throw new IllegalArgumentException("says of field %s of table %s both %s and %s"
                                .formatted(field, table, before.id(), type.id()));
                    }
                });
            });
        }
        return new DatasetDefinition(
                DatasetName.ALL, List.of(), List.of(), List.of(), null, null, null, Map.of(), fields, null);
    }

    /** Whether the table belongs to this dataset; of a query, whether its result is called so. */
    public boolean selects(TableName table) {
        if (query != null) {
            return query.result().equals(table);
        }
        boolean included = tables.isEmpty() || tables.stream().anyMatch(pattern -> pattern.matches(table));
        return included && exclude.stream().noneMatch(pattern -> pattern.matches(table));
    }
}
