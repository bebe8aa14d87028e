/** Tests of what live streams are made of. */
@NullMarked
package io.rowkeep.api.live;

import org.jspecify.annotations.NullMarked;
