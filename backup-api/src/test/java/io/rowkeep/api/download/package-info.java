/** Downloads without a server. */
@NullMarked
package io.rowkeep.api.download;

import org.jspecify.annotations.NullMarked;
