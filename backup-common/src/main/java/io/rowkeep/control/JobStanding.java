package io.rowkeep.control;

import io.rowkeep.message.EventText;
import org.jspecify.annotations.Nullable;

/**
 * Where a job is, said as an event.
 *
 * @param sequence the number of its last event; 0 when it had none
 * @param event how far a running job is, or how an ended one ended; null while there is nothing to tell
 */
public record JobStanding(long sequence, @Nullable EventText event) {}
