package io.rowkeep.api.restore;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.RowKey;
import io.rowkeep.job.Side;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided about a row that backup and table hold differently.
 *
 * @param table as of {@link KeyRequest}
 * @param key as of {@link KeyRequest}
 * @param take the side of the whole row; left out where it is decided field by field
 * @param fields the sides of columns; the others stay as they are in the table
 */
@Schema(example = "{\"table\": \"public.students\", \"key\": {\"id\": 7}, \"take\": \"backup\"}")
record DecisionRequest(
        @Nullable TableName table,
        @Nullable Map<String, KeyValue> key,
        @Nullable Side take,
        @Nullable Map<String, @Nullable Side> fields) {

    DecisionRequest {
        decision(table, key, take, fields);
    }

    /** The decision. */
    RowDecision decision() {
        return decision(table, key, take, fields);
    }

    private static RowDecision decision(
            @Nullable TableName table,
            @Nullable Map<String, KeyValue> key,
            @Nullable Side take,
            @Nullable Map<String, @Nullable Side> fields) {
        RowKey row = KeyRequest.row(table, key);
        if (fields == null) {
            return new RowDecision(row.table(), row.key(), take, null);
        }
        Map<String, Side> sides = new LinkedHashMap<>();
        fields.forEach((column, side) -> {
            Characters.require(column);
            if (side == null) {
                throw new IllegalArgumentException(
                        "its 'fields' have backup or current for each column that they name");
            }
            sides.put(column, side);
        });
        return new RowDecision(row.table(), row.key(), take, sides);
    }
}
