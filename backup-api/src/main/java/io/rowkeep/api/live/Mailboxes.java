package io.rowkeep.api.live;

import io.rowkeep.api.request.Places;
import io.rowkeep.api.request.Places.Place;
import io.rowkeep.control.OrderedEvent;
import io.rowkeep.message.EventText;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/** The subscribers of this process. Thread-safe. */
final class Mailboxes {

    private final int mostEvents;
    private final Places places;
    private final Set<Mailbox> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** @param mostEvents so many events may wait for one subscriber */
    Mailboxes(int mostSubscribers, int mostEvents) {
        this.mostEvents = mostEvents;
        this.places = new Places(mostSubscribers, "live streams");
    }

    /**
     * Subscribes to what is delivered from now on; the subscriber closes its mailbox.
     *
     * @throws io.rowkeep.failure.BackupException with {@code TOO_MANY_STREAMS} when there are as many subscribers as there may be
     */
    Mailbox open(UUID token, Predicate<EventText> wanted) {
        Place place = places.take(token);
        Mailbox mailbox = new Mailbox(wanted, mostEvents, closed -> {
            open.remove(closed);
            place.close();
        });
        open.add(mailbox);
        // After it is in the set: either this sees the flag, or end() sees the mailbox.
        if (ended) {
            mailbox.end();
        }
        return mailbox;
    }

    /** Leaves an event with everyone who wants it; never waits. */
    void deliver(OrderedEvent event) {
        open.forEach(mailbox -> mailbox.put(event));
    }

    /** Sends all subscribers away: the process goes down. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        ended = true;
        open.forEach(Mailbox::end);
    }
}
