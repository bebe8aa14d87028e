package io.rowkeep.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a random table.
 *
 * @param keep what the table's keep rule looks at, where it has one
 * @param references for each reference of the table the id that it refers to, or null
 */
record ModelRow(int id, @Nullable Boolean keep, String text, List<@Nullable Integer> references) {}
