package io.rowkeep.api.restore;

import io.rowkeep.dataset.SourceName;
import org.jspecify.annotations.Nullable;

/**
 * Where a restore puts the rows.
 *
 * @param source the source that is changed; the backup's own when left out
 * @param schema the schema whose tables are changed; the backup's own when left out
 */
record TargetRequest(@Nullable SourceName source, @Nullable String schema) {

    /** @throws IllegalArgumentException when it says nothing, or nothing that could be a schema */
    TargetRequest {
        if (source == null && schema == null) {
            throw new IllegalArgumentException("it has a 'source', a 'schema' or both");
        }
        if (schema != null) {
            Characters.require(schema);
            if (schema.isEmpty()) {
                throw new IllegalArgumentException("a schema has a name");
            }
        }
    }
}
