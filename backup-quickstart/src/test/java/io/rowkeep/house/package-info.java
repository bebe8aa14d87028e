/** The architecture as a test. */
@NullMarked
package io.rowkeep.house;

import org.jspecify.annotations.NullMarked;
