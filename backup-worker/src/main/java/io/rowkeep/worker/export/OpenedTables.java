package io.rowkeep.worker.export;

import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.SourceSnapshot;

/**
 * The tables of a backup, and where their rows are read.
 *
 * @param snapshot the writer's to close
 */
public record OpenedTables(Selection selection, SourceSnapshot snapshot) {}
