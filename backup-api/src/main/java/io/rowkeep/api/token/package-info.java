/** Access tokens: making, listing and revoking them. */
@NullMarked
package io.rowkeep.api.token;

import org.jspecify.annotations.NullMarked;
