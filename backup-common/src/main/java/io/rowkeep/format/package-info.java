/** Line formats, encoders and decoders: pure functions over bytes. */
@NullMarked
package io.rowkeep.format;

import org.jspecify.annotations.NullMarked;
