/** Undo: puts the tables back that a job had saved before it changed them, among the rows that came since. */
@NullMarked
package io.rowkeep.worker.undo;

import org.jspecify.annotations.NullMarked;
