/** Empties tables of a source. */
@NullMarked
package io.rowkeep.worker.clear;

import org.jspecify.annotations.NullMarked;
