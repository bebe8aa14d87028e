package io.rowkeep.api.request;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Room for so many of something at once in this process, and for half as many of one token: no application uses up what the others
 * need. Thread-safe.
 */
public final class Places {

    private final String what;
    private final int most;
    private final int mostOfOne;
    private final Map<UUID, Integer> taken = new HashMap<>();
    private int all;

    /** @param what is going on in these places, as in "8 uploads are under way already" */
    public Places(int most, String what) {
        this.what = what;
        this.most = most;
        this.mostOfOne = Math.max(1, most / 2);
    }

    /**
     * Takes a place; the caller's to close.
     *
     * @throws BackupException with {@code TOO_MANY_STREAMS} when none is left, or none for this token
     */
    public Place take(UUID token) {
        count(token);
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                leave(token);
            }
        };
    }

    private synchronized void count(UUID token) {
        int own = taken.getOrDefault(token, 0);
        if (own == mostOfOne) {
            throw full("%d %s of this token are under way already".formatted(own, what));
        }
        if (all == most) {
            throw full("%d %s are under way already".formatted(all, what));
        }
        taken.put(token, own + 1);
        all++;
    }

    private static BackupException full(String why) {
        return new BackupException(ErrorCode.TOO_MANY_STREAMS, why + ": end one, or try again later");
    }

    private synchronized void leave(UUID token) {
        taken.computeIfPresent(token, (same, own) -> own == 1 ? null : own - 1);
        all--;
    }

    /** A place taken. Whoever leaves it twice leaves it once. */
    public interface Place extends AutoCloseable {

        @Override
        void close();
    }
}
