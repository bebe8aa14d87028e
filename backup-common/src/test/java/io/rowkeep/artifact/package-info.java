/** Tests of this package. */
@NullMarked
package io.rowkeep.artifact;

import org.jspecify.annotations.NullMarked;
