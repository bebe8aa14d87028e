/** Every failure as one RFC 9457 problem with a stable code. */
@NullMarked
package io.rowkeep.api.problem;

import org.jspecify.annotations.NullMarked;
