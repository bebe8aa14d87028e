package io.rowkeep.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before trying again: twice as long each time, up to a limit, and not at the same moment as everyone else. */
record Backoff(Duration first, Duration longest) {

    /** The pause after so many failures in a row, from 1. */
    Duration before(int failures) {
        long millis = first.toMillis() << Math.min(failures - 1, 16);
        long bounded = Math.min(millis, longest.toMillis());
        return Duration.ofMillis(bounded / 2 + ThreadLocalRandom.current().nextLong(bounded / 2 + 1));
    }
}
