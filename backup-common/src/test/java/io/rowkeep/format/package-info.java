/** Tests of the line formats, encoders and decoders, and their benchmark. */
@NullMarked
package io.rowkeep.format;

import org.jspecify.annotations.NullMarked;
