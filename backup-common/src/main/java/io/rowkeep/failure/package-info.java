/** Every failure has a stable code, every code a type that says who can act, every message is one sentence. */
@NullMarked
package io.rowkeep.failure;

import org.jspecify.annotations.NullMarked;
