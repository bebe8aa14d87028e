package io.rowkeep.client;

import java.util.LinkedHashSet;
import java.util.Set;

/** The events of late, by origin and id, so that repeated ones are noticed: so many, then the oldest is forgotten. Thread-safe. */
public final class RecentEvents {

    private record Key(String origin, String id) {}

    private final int most;
    private final Set<Key> keys = new LinkedHashSet<>();

    /** Remembers at most so many. */
    public RecentEvents(int most) {
        this.most = most;
    }

    /** Whether this event is among them. */
    public synchronized boolean contains(JobEvent event) {
        return keys.contains(key(event));
    }

    /** Remembers this event; false when it was remembered already. */
    public synchronized boolean add(JobEvent event) {
        boolean added = keys.add(key(event));
        if (keys.size() > most) {
            keys.remove(keys.iterator().next());
        }
        return added;
    }

    private static Key key(JobEvent event) {
        return new Key(event.origin(), event.id());
    }
}
