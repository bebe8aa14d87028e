package io.rowkeep.api.backup;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.JsonNode;

/**
 * The value of a query's parameter in a request.
 *
 * @param text as it was written
 */
@Schema(
        description = "A number, a text, true or false",
        oneOf = {String.class, Long.class, Boolean.class})
record ParameterValue(@JsonValue String text) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ParameterValue read(JsonNode node) {
        if (!node.isString() && !node.isNumber() && !node.isBoolean()) {
            throw new IllegalArgumentException("it is a number, a text, true or false");
        }
        return new ParameterValue(node.asString());
    }
}
