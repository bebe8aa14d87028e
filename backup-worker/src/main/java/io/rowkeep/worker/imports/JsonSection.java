package io.rowkeep.worker.imports;

import io.rowkeep.worker.source.SourceTable;

/**
 * The records of one table in a document.
 *
 * @param table with the columns that its records have, where the document says so
 * @param exactly whether it says so
 * @param records how many there are
 */
record JsonSection(SourceTable table, boolean exactly, long records) {}
