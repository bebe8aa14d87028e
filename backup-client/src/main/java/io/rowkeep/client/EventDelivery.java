package io.rowkeep.client;

/**
 * Hands events to one listener, each once, one at a time. For those who receive events in a way of their own: {@link Rowkeep#listen} does
 * this by itself. Thread-safe.
 */
public final class EventDelivery {

    private static final int REMEMBERED = 10_000;

    private final JobListener listener;
    private final RecentEvents delivered = new RecentEvents(REMEMBERED);

    /** For this listener. */
    public EventDelivery(JobListener listener) {
        this.listener = listener;
    }

    /** Calls the listener unless it has returned from this event before; what it throws is thrown, and the event counts as not delivered. */
    public synchronized void deliver(JobEvent event) {
        if (delivered.contains(event)) {
            return;
        }
        switch (event.outcome()) {
            case STARTED -> listener.started(event);
            case PROGRESSED -> listener.progressed(event);
            case COMPLETED -> listener.completed(event);
            case FAILED -> listener.failed(event);
            case CANCELLED -> listener.cancelled(event);
            case UNKNOWN -> {}
        }
        delivered.add(event);
    }
}
