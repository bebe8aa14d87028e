/** The one way in which jobs change a database: locked, judged, saved before the commit, and decided by the ledger once or not at all. */
@NullMarked
package io.rowkeep.worker.change;

import org.jspecify.annotations.NullMarked;
