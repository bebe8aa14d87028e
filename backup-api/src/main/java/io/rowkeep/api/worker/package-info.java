/** The workers that are running. */
@NullMarked
package io.rowkeep.api.worker;

import org.jspecify.annotations.NullMarked;
