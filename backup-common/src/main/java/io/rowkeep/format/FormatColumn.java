package io.rowkeep.format;

/**
 * A column as an encoder or decoder needs to know it.
 *
 * @param name as the database has it; any Unicode, it becomes the key in JSON
 * @param mapping how its values are written in JSON; CSV and native do not ask
 */
public record FormatColumn(String name, ColumnMapping mapping) {}
