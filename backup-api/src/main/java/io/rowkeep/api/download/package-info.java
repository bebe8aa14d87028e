/** Files put together from the parts of a backup while they are sent. */
@NullMarked
package io.rowkeep.api.download;

import org.jspecify.annotations.NullMarked;
