/** Line formats and stored formats: encoders and decoders that are pure functions over bytes. */
@NullMarked
package io.rowkeep.format;

import org.jspecify.annotations.NullMarked;
