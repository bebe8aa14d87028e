/** Tests of the sweep. */
@NullMarked
package io.rowkeep.worker.sweep;

import org.jspecify.annotations.NullMarked;
