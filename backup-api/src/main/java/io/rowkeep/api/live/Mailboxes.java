package io.rowkeep.api.live;

import io.rowkeep.control.OrderedEvent;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.message.EventText;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/** The subscribers of this process. Thread-safe. */
final class Mailboxes {

    private final int mostSubscribers;
    private final int mostEvents;
    private final Semaphore free;
    private final Set<Mailbox> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** @param mostEvents so many events may wait for one subscriber */
    Mailboxes(int mostSubscribers, int mostEvents) {
        this.mostSubscribers = mostSubscribers;
        this.mostEvents = mostEvents;
        this.free = new Semaphore(mostSubscribers);
    }

    /**
     * Subscribes to what is delivered from now on; the subscriber closes its mailbox.
     *
     * @throws BackupException with {@code TOO_MANY_STREAMS} when there are as many subscribers as there may be
     */
    Mailbox open(Predicate<EventText> wanted) {
        if (!free.tryAcquire()) {
            throw new BackupException(
                    ErrorCode.TOO_MANY_STREAMS,
                    "This process serves %d live streams already: end one, or try again later"
                            .formatted(mostSubscribers));
        }
        Mailbox mailbox = new Mailbox(wanted, mostEvents, this::closed);
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

    private void closed(Mailbox mailbox) {
        if (open.remove(mailbox)) {
            free.release();
        }
    }
}
