/** The object store in memory, and what every object store must do. */
@NullMarked
package io.rowkeep.storage;

import org.jspecify.annotations.NullMarked;
