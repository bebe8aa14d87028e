/** One attempt at a job: what its runner may ask of it, and how it can end. */
@NullMarked
package io.rowkeep.worker.attempt;

import org.jspecify.annotations.NullMarked;
