package io.rowkeep.client;

import org.jspecify.annotations.Nullable;

/**
 * One event of a stream.
 *
 * @param id that of the last event that had one; null when none had
 * @param data null when there is nothing to tell but the id
 */
record SseEvent(@Nullable String id, @Nullable String data) {}
