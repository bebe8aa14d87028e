package io.rowkeep.api.clear;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowkeep.dataset.TableName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Which tables a clear is about. Said in words, since a field that was forgotten must not empty everything.
 *
 * @param names each once; empty means all of the dataset
 */
@Schema(
        description = "\"all\", or a list of tables such as [\"public.students\"]",
        oneOf = {String.class, String[].class})
record ClearedTables(List<TableName> names) {

    private static final String ALL = "all";

    ClearedTables {
        names = List.copyOf(names);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ClearedTables read(JsonNode node) {
        if (node.isString() && node.asString().equals(ALL)) {
            return new ClearedTables(List.of());
        }
        if (!node.isArray() || node.isEmpty() || !node.valueStream().allMatch(JsonNode::isString)) {
            throw new IllegalArgumentException("it is \"all\" or a list of tables such as [\"public.students\"]");
        }
        List<TableName> names = new ArrayList<>();
        node.forEach(name -> names.add(TableName.parse(name.asString())));
        return new ClearedTables(names.stream().distinct().toList());
    }

    /** As it stands in a request. */
    @JsonValue
    Object json() {
        return names.isEmpty() ? ALL : names;
    }
}
