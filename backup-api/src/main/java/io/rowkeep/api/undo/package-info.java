/** Asking for a job to be undone. */
@NullMarked
package io.rowkeep.api.undo;

import org.jspecify.annotations.NullMarked;
