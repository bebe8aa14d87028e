/** Looks through the bucket for leftovers of attempts, uploads and previews that nobody can use any more, and deletes them. */
@NullMarked
package io.rowkeep.worker.sweep;

import org.jspecify.annotations.NullMarked;
