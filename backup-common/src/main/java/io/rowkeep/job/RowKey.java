package io.rowkeep.job;

import io.rowkeep.dataset.TableName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names one row.
 *
 * @param table by its name in the target
 * @param key every column of the primary key with its value as the server reads it from text
 */
public record RowKey(TableName table, Map<String, String> key) {

    public RowKey {
        key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
    }
}
