package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that a query is asked with. Every one must be given.
 *
 * @param min the least value of an {@code integer}; null when there is none
 * @param max the greatest value of an {@code integer}; null when there is none
 * @param values the only values of a {@code text}; empty when all are right
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QueryParameter(
        String name,
        ParameterType type,
        @Nullable Long min,
        @Nullable Long max,
        List<String> values) {

    public QueryParameter {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
