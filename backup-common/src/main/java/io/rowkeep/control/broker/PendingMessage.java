package io.rowkeep.control.broker;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of the outbox that is not known to be sent.
 *
 * @param position its place in the outbox; smaller ones were written earlier
 * @param mandatory whether it must reach a queue
 * @param tries how often a relay took it, this time included
 */
record PendingMessage(
        UUID id,
        long position,
        String exchange,
        String routingKey,
        boolean mandatory,
        String contentType,
        String body,
        @Nullable String traceParent,
        int tries) {}
