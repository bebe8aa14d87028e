package io.rowkeep.api.live;

import io.rowkeep.api.security.Access;
import io.rowkeep.control.OrderedEvent;
import io.rowkeep.control.TokenStore;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Sends what comes into a mailbox, on the caller's virtual thread, until one of the two ends. Thread-safe. */
final class Following {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private final TokenStore tokens;

    Following(TokenStore tokens) {
        this.tokens = tokens;
    }

    /** Returns when the step says so, the mailbox has ended or the token was revoked. */
    void follow(Mailbox mailbox, EventStream stream, Access access, Step step) throws IOException {
        long next = System.nanoTime() + KEEP_ALIVE.toNanos();
        try {
            while (!mailbox.ended()) {
                OrderedEvent event = mailbox.take(Duration.ofNanos(next - System.nanoTime()));
                if (event != null && !step.send(event)) {
                    return;
                }
                if (next - System.nanoTime() <= 0) {
                    if (isRevoked(access)) {
                        return;
                    }
                    stream.keepAlive();
                    next = System.nanoTime() + KEEP_ALIVE.toNanos();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRevoked(Access access) {
        try {
            return !tokens.isLive(access.caller().tokenId());
        } catch (DataAccessException e) {
            LOG.debug("Nobody can say now whether a token was revoked; asked again at the next keep-alive", e);
            return false;
        }
    }

    /** Deals with one event. */
    @FunctionalInterface
    interface Step {

        /** Sends it, unless it was sent before; false when it was the last. */
        boolean send(OrderedEvent event) throws IOException;
    }
}
