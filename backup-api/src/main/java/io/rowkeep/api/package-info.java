/** The HTTP side of Rowkeep: requests become jobs and commands. */
@NullMarked
package io.rowkeep.api;

import org.jspecify.annotations.NullMarked;
