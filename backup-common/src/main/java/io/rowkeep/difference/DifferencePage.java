package io.rowkeep.difference;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of differences, in the order in which the tables were compared, and within a table in that of the key.
 *
 * @param next the opaque cursor of the page after it; null when this is the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DifferencePage(
        List<Difference> items, @Nullable String next) {

    public DifferencePage {
        items = List.copyOf(items);
    }
}
