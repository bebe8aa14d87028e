/** What goes over the broker: commands that wake workers, events that tell everyone, and where they go. */
@NullMarked
package io.rowkeep.message;

import org.jspecify.annotations.NullMarked;
