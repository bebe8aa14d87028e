package io.rowkeep.worker.source.mongo;

import java.util.Locale;

/** How far a decision is. */
enum LedgerState {
    /** A session is about to decide; nothing holds yet. */
    PREPARING,
    /** The change is decided and written down, and on its way into the collections. */
    APPLYING,
    /** It is there. */
    APPLIED,
    /** The server refused a part of it, and what was written is on its way back. */
    REVERTING,
    /** It never was, or is not any more. */
    VOID;

    /** The name in the ledger. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LedgerState of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** Whether there is something left to do. */
    boolean isUnderWay() {
        return this == APPLYING || this == REVERTING;
    }
}
