package io.rowkeep.worker.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A random table.
 *
 * @param identity what an identity column of the primary key is generated: {@code always} or {@code by default}; empty when there is none
 * @param columns without the generated one
 * @param primaryKey in the order of the key, which need not be that of the columns
 * @param keys its other unique keys
 * @param generated whether the server computes one more column
 * @param partitioned whether its rows are spread over partitions by the primary key
 * @param stamped whether a trigger writes a late time into {@code updated_at} with every update that leaves it alone
 */
record ModelTable(
        String name,
        String identity,
        List<ModelColumn> columns,
        List<String> primaryKey,
        List<ModelKey> keys,
        boolean generated,
        boolean partitioned,
        boolean stamped) {

    static final String UPDATED_AT = "updated_at";
    static final String KEEP = "keep";

    ModelTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        keys = List.copyOf(keys);
    }

    ModelTable with(List<ModelColumn> more) {
        List<ModelColumn> all = new ArrayList<>(columns);
        all.addAll(more);
        return new ModelTable(name, identity, all, primaryKey, keys, generated, partitioned, stamped);
    }

    boolean has(String column) {
        return columns.stream().anyMatch(each -> each.name().equals(column));
    }

    ModelType type(String column) {
        return columns.stream()
                .filter(each -> each.name().equals(column))
                .findFirst()
                .orElseThrow()
                .type();
    }

    /** The columns that are in no key and say nothing about the others. */
    List<String> plainColumns() {
        return columns.stream()
                .map(ModelColumn::name)
                .filter(column -> column.startsWith("v"))
                .toList();
    }

    /** What tells a row apart. */
    List<String> key(ModelRow row) {
        List<String> key = canonical(primaryKey, row);
        if (key == null) {
            throw new AssertionError("A row without a key: " + row);
        }
        return key;
    }

    /** The same for all rows with equal values in these columns; null when one of the values is null. */
    @Nullable
    List<String> canonical(List<String> of, ModelRow row) {
        List<String> values = new ArrayList<>();
        for (String column : of) {
            String value = row.get(column);
            if (value == null) {
                return null;
            }
            values.add(type(column).canonical(value));
        }
        return values;
    }
}
