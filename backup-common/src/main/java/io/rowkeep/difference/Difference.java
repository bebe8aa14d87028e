package io.rowkeep.difference;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One difference as it was stored.
 *
 * @param json an object as {@code docs/stored-format.md} says
 */
public record Difference(@JsonValue @JsonRawValue String json) {}
