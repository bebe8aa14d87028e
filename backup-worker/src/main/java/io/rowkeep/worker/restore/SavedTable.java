package io.rowkeep.worker.restore;

import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.TableName;

/**
 * A table of a backup on its way into a table of a target.
 *
 * @param entry what the backup has of it, under the name that it has there
 * @param name the target's table
 */
record SavedTable(TableEntry entry, TableName name) {}
