/** Deletes a backup from storage. */
@NullMarked
package io.rowkeep.worker.prune;

import org.jspecify.annotations.NullMarked;
