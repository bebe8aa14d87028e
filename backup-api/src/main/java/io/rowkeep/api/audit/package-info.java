/** Who did what. */
@NullMarked
package io.rowkeep.api.audit;

import org.jspecify.annotations.NullMarked;
