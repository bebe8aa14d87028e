package io.rowkeep.api.live;

import io.rowkeep.api.security.Access;
import io.rowkeep.control.EventHistory;
import io.rowkeep.control.OrderedEvent;
import io.rowkeep.message.EventText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The events of all jobs that somebody may see and wants to. Thread-safe. */
final class VisibleStream {

    private static final int PAGE = 200;

    /** The id of no event: who resumes after it is told everything, and everything came since. */
    private static final UUID NONE = new UUID(0, 0);

    private final EventHistory history;
    private final Mailboxes mailboxes;
    private final Following following;

    VisibleStream(EventHistory history, Mailboxes mailboxes, Following following) {
        this.history = history;
        this.mailboxes = mailboxes;
        this.following = following;
    }

    /**
     * Sends until one of the two sides has enough.
     *
     * @param after the last event that the reader has seen; of one that is not known any more everything that is kept is sent; null
     *     to begin now
     */
    void send(Predicate<EventText> wanted, @Nullable UUID after, Access access, HttpServletResponse response)
            throws IOException {
        // Before the mailbox is there: no event that comes into it can be passed over by who resumes here.
        UUID beginning = after == null ? history.latest(access.sources()).orElse(NONE) : after;
        try (Mailbox mailbox = mailboxes.open(access.caller().tokenId(), wanted)) {
            EventStream stream = EventStream.begin(response);
            Sender sender = new Sender(stream, wanted);
            if (after == null) {
                stream.resumeAfter(beginning);
            } else {
                sender.catchUp(history.position(beginning, access.sources()).orElse(0L), mailbox);
            }
            following.follow(mailbox, stream, access, sender::send);
        }
    }

    /** Leaves out what was told before. For one thread. */
    private final class Sender {

        private final EventStream stream;
        private final Predicate<EventText> wanted;
        private long last;

        Sender(EventStream stream, Predicate<EventText> wanted) {
            this.stream = stream;
            this.wanted = wanted;
        }

        void catchUp(long after, Mailbox mailbox) throws IOException {
            last = after;
            List<OrderedEvent> page;
            do {
                page = history.after(last, PAGE);
                for (OrderedEvent event : page) {
                    if (wanted.test(event.text())) {
                        stream.send(event.text().id().toString(), event.text());
                    }
                    last = event.position();
                }
            } while (page.size() == PAGE && !mailbox.ended());
        }

        boolean send(OrderedEvent event) throws IOException {
            EventText text = event.text();
            if (text.isProgress()) {
                stream.send(null, text);
            } else if (event.position() > last) {
                last = event.position();
                stream.send(text.id().toString(), text);
            }
            return true;
        }
    }
}
