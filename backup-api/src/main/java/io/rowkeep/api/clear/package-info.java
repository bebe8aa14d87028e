/** Asking for tables to be emptied, and for what that would do. */
@NullMarked
package io.rowkeep.api.clear;

import org.jspecify.annotations.NullMarked;
