package io.rowkeep.client;

import org.jspecify.annotations.Nullable;

/** One event of a stream; the id is that of the last event that had one, null when none had. */
record SseEvent(@Nullable String id, String data) {}
