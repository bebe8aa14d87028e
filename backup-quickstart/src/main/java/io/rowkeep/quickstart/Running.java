package io.rowkeep.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, to be stopped once, the last first. Safe for use by several threads: Ctrl-C may come at any moment. */
final class Running implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    /** Remembers a part that runs; stops it at once when everything is being stopped already. */
    synchronized <T extends AutoCloseable> T add(T part) {
        if (closed) {
            stop(part);
            throw new QuickstartFailure("The quickstart was stopped while it started");
        }
        parts.push(part);
        return part;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            stop(parts.pop());
        }
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            // The others must be stopped all the same.
            System.err.println("rowkeep: a part did not stop cleanly: " + e.getMessage());
        }
    }
}
