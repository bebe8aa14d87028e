/** What a preview found, difference by difference. */
@NullMarked
package io.rowkeep.api.difference;

import org.jspecify.annotations.NullMarked;
