/** Looks through the bucket for leftovers of attempts that never became a backup, and deletes them. */
@NullMarked
package io.rowkeep.worker.sweep;

import org.jspecify.annotations.NullMarked;
