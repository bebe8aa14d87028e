package io.rowkeep.worker.export;

import io.rowkeep.artifact.TableEntry;
import io.rowkeep.job.TableStatistics;

/** A table of which every part is stored or on its way. */
record StoredTable(TableEntry entry, TableStatistics statistics) {}
