/** Clear: empties tables but for the rows that are kept, with the tables that depend on them where that is wanted. */
@NullMarked
package io.rowkeep.worker.clear;

import org.jspecify.annotations.NullMarked;
