/** Restore: which tables, in which order, straight or staged, once or not at all; it knows no database's language. */
@NullMarked
package io.rowkeep.worker.restore;

import org.jspecify.annotations.NullMarked;
