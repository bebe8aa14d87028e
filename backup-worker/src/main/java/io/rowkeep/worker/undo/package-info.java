/** Undo: puts back what a job had saved, whole tables among the rows that came since, or single rows by their before-images. */
@NullMarked
package io.rowkeep.worker.undo;

import org.jspecify.annotations.NullMarked;
