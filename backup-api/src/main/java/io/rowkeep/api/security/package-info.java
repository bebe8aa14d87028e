/** Who calls, what the token's role allows, and which sources it may see. */
@NullMarked
package io.rowkeep.api.security;

import org.jspecify.annotations.NullMarked;
