/** Tells everyone that this worker lives and what it looks after. */
@NullMarked
package io.rowkeep.worker.announce;

import org.jspecify.annotations.NullMarked;
