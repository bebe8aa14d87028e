/** Asking for a restore of a backup. */
@NullMarked
package io.rowkeep.api.restore;

import org.jspecify.annotations.NullMarked;
