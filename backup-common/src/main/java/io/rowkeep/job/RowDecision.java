package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.dataset.TableName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's decision about a row that backup and table hold differently: one side for the whole row, or one for each field.
 *
 * @param table by its name in the target
 * @param key as of {@link RowKey}
 * @param take the side of the whole row; null when it is decided field by field
 * @param fields for columns of the row, where it is decided field by field; columns that are not named stay as they are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RowDecision(
        TableName table,
        Map<String, String> key,
        @Nullable Side take,
        @Nullable Map<String, Side> fields) {

    /** @throws IllegalArgumentException unless exactly one of {@code take} and {@code fields} is there */
    public RowDecision {
        if ((take == null) == (fields == null || fields.isEmpty())) {
            throw new IllegalArgumentException(
                    "A decision has either 'take' with backup or current, or 'fields' with backup or current for each of some columns");
        }
        key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
        fields = fields == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
