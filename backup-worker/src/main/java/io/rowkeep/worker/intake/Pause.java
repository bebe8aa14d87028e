package io.rowkeep.worker.intake;

import java.time.Duration;

/** How the intake waits before it tries again; tests do not wait. */
@FunctionalInterface
interface Pause {

    /** Waits. */
    void of(Duration length) throws InterruptedException;
}
