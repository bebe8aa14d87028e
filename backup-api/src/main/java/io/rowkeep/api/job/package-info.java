/** Jobs over HTTP: one, a list, waiting for the end, asking for it. */
@NullMarked
package io.rowkeep.api.job;

import org.jspecify.annotations.NullMarked;
