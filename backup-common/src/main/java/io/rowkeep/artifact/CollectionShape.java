package io.rowkeep.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a collection of MongoDB was made, apart from its documents. All texts are documents of canonical Extended JSON.
 *
 * @param indexes what makes each index again, in order of name: {@code key}, {@code name} and every option; the one on {@code _id}
 *     is not among them, since every collection has it
 * @param options what the collection was made with: {@code capped}, {@code validator}, {@code collation} and so on; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CollectionShape(
        List<String> indexes, @Nullable String options) {

    public CollectionShape {
        indexes = List.copyOf(indexes);
    }
}
