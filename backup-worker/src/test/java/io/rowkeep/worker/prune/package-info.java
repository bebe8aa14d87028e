/** Tests of the deletion of backups. */
@NullMarked
package io.rowkeep.worker.prune;

import org.jspecify.annotations.NullMarked;
