package io.rowkeep.job;

import org.jspecify.annotations.Nullable;

/**
 * How many rows have a value in a column.
 *
 * @param value as text, of a long one the beginning; null for NULL
 */
public record ValueCount(@Nullable String value, long rows) {}
