package io.rowkeep.api.restore;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A value of a primary key as the server reads it from text.
 *
 * @param text of a string itself, of a number its own digits, of a boolean its name
 */
@Schema(
        description = "a string, a number or a boolean",
        oneOf = {String.class, Number.class, Boolean.class})
@JsonDeserialize(using = KeyValueReader.class)
record KeyValue(@JsonValue String text) {

    /** @throws IllegalArgumentException for text that no database could hold */
    KeyValue {
        Characters.require(text);
    }
}
