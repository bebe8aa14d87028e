package io.rowkeep.worker.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row: each column's value as the server prints it, in order of the columns. Two rows are equal when their bytes are. */
record ModelRow(Map<String, @Nullable String> values) {

    ModelRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Nullable
    String get(String column) {
        return values.get(column);
    }

    ModelRow with(String column, @Nullable String value) {
        Map<String, @Nullable String> changed = new LinkedHashMap<>(values);
        changed.put(column, value);
        return new ModelRow(changed);
    }

    /** Only these columns. */
    Map<String, @Nullable String> only(List<String> columns) {
        Map<String, @Nullable String> found = new LinkedHashMap<>();
        columns.forEach(column -> found.put(column, get(column)));
        return found;
    }
}
