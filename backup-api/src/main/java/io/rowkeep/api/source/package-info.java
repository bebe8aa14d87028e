/** Sources as workers announced them, their tables and live row counts. */
@NullMarked
package io.rowkeep.api.source;

import org.jspecify.annotations.NullMarked;
