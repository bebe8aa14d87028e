/** Tests of this package. */
@NullMarked
package io.rowkeep.difference;

import org.jspecify.annotations.NullMarked;
