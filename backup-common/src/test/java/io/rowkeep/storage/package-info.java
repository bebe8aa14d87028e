/** Tests of this package. */
@NullMarked
package io.rowkeep.storage;

import org.jspecify.annotations.NullMarked;
