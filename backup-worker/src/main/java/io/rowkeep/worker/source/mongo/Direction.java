package io.rowkeep.worker.source.mongo;

import org.jspecify.annotations.Nullable;

/** Which way a plan is taken. */
enum Direction {
    /** From what was there to what is to be. */
    FORWARD("was", "becomes"),
    /** And back. */
    BACK("becomes", "was");

    private final String from;
    private final String to;

    Direction(String from, String to) {
        this.from = from;
        this.to = to;
    }

    /** The field of a planned document with the digest of what is left. */
    String from() {
        return from;
    }

    /** The field with the digest of what is reached. */
    String to() {
        return to;
    }

    @Nullable
    String from(PlannedDocument item) {
        return this == FORWARD ? item.was() : item.becomes();
    }

    @Nullable
    String to(PlannedDocument item) {
        return this == FORWARD ? item.becomes() : item.was();
    }
}
