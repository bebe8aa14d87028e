package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Who asked: the name of the token that made the request.
 *
 * @param value the token's name; never the token itself
 */
public record Requester(@JsonValue String value) {

    @JsonCreator
    public Requester {}

    @Override
    public String toString() {
        return value;
    }
}
