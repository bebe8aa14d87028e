package io.rowkeep.job;

import org.jspecify.annotations.Nullable;

/**
 * How many rows have a value in a column.
 *
 * @param value as the server prints it; null for NULL
 */
public record ValueCount(@Nullable String value, long rows) {}
