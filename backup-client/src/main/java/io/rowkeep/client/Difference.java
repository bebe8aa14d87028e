package io.rowkeep.client;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row that backup and table hold differently.
 *
 * @param table {@code schema.name} in the target
 * @param key the columns of the primary key with their values, as text; empty for a table without one
 * @param kind {@code insert}, {@code update}, {@code delete}, {@code conflict}, {@code kept_newer}, {@code kept_current} or
 *     {@code refused}
 * @param outcome what becomes of the row: {@code insert}, {@code update}, {@code delete} or {@code keep}
 * @param fields those that are different
 */
public record Difference(String table, Map<String, String> key, String kind, String outcome, List<Field> fields) {

    public Difference {
        key = Objects.requireNonNullElse(key, Map.of());
        fields = Lists.of(fields);
    }

    /**
     * A field with what each side holds, as text; null where that is null, and where the side does not have the row.
     *
     * @param current in the table
     * @param base in the base of a merge
     * @param result what it becomes
     * @param cut whether there is more of a value than is shown
     */
    public record Field(
            String name,
            @Nullable String current,
            @Nullable String backup,
            @Nullable String base,
            @Nullable String result,
            boolean cut) {}
}
