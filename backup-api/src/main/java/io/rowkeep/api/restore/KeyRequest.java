package io.rowkeep.api.restore;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.RowKey;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row, as a request names it.
 *
 * @param table by its name in the target
 * @param key every column of the primary key with its value
 */
@Schema(example = "{\"table\": \"public.students\", \"key\": {\"id\": 7}}")
record KeyRequest(@Nullable TableName table, @Nullable Map<String, KeyValue> key) {

    KeyRequest {
        row(table, key);
    }

    /** The row. */
    RowKey row() {
        return row(table, key);
    }

    /** @throws IllegalArgumentException when it cannot be one */
    static RowKey row(@Nullable TableName table, @Nullable Map<String, KeyValue> key) {
        if (table == null || key == null || key.isEmpty()) {
            throw new IllegalArgumentException(
                    "it names a row by 'table' and 'key', such as {\"table\": \"public.students\", \"key\": {\"id\": 7}}");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        key.forEach((column, value) -> {
            Characters.require(column);
            texts.put(column, value.text());
        });
        return new RowKey(table, texts);
    }
}
