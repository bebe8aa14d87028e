package io.rowkeep.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.format.ColumnMapping;
import org.jspecify.annotations.Nullable;

/**
 * A column of a stored table.
 *
 * @param type the server's full spelling of the type, for example {@code numeric(10,2)} or {@code public.mood[]}
 * @param mapping how its values stand in JSON
 * @param identity {@code always} or {@code by default} for an identity column, else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Column(
        String name,
        String type,
        ColumnMapping mapping,
        boolean notNull,
        @Nullable String identity) {}
