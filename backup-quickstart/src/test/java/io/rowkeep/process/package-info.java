/** API and workers as processes of their own, which are killed, frozen and cut off. */
@NullMarked
package io.rowkeep.process;

import org.jspecify.annotations.NullMarked;
