/** The port to the object store; one implementation is hidden behind it. */
@NullMarked
package io.rowkeep.storage;

import org.jspecify.annotations.NullMarked;
