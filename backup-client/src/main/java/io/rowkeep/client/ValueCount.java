package io.rowkeep.client;

import org.jspecify.annotations.Nullable;

/**
 * How many rows have a value in a column.
 *
 * @param value the beginning of it where it is long; null for NULL
 */
public record ValueCount(@Nullable String value, long rows) {}
