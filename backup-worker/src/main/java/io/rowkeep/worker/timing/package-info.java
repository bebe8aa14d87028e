/** Work that is repeated in the background. */
@NullMarked
package io.rowkeep.worker.timing;

import org.jspecify.annotations.NullMarked;
