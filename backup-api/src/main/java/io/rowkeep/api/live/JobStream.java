package io.rowkeep.api.live;

import io.rowkeep.api.security.Access;
import io.rowkeep.control.EventHistory;
import io.rowkeep.control.JobStanding;
import io.rowkeep.control.OrderedEvent;
import io.rowkeep.job.JobId;
import io.rowkeep.message.EventText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The events of one job, from any of them to its end. Thread-safe. */
final class JobStream {

    private final EventHistory history;
    private final Mailboxes mailboxes;
    private final Following following;

    JobStream(EventHistory history, Mailboxes mailboxes, Following following) {
        this.history = history;
        this.mailboxes = mailboxes;
        this.following = following;
    }

    /**
     * Sends until the job has ended.
     *
     * @param after the number of the last event that the reader has seen
     */
    void send(JobId job, long after, Access access, HttpServletResponse response) throws IOException {
        // Subscribed before the history is read: what happens in between comes twice, and is told once.
        try (Mailbox mailbox =
                mailboxes.open(access.caller().tokenId(), event -> event.job().equals(job))) {
            EventStream stream = EventStream.begin(response);
            Sender sender = new Sender(stream, after);
            // Before the history, which then has all that led there: nothing is left out on the way to the job's end.
            EventText now = history.standing(job).map(JobStanding::event).orElse(null);
            for (OrderedEvent event : history.ofJob(job, after)) {
                if (!sender.send(event)) {
                    return;
                }
            }
            if (now != null && !sender.send(new OrderedEvent(0, now))) {
                return;
            }
            following.follow(mailbox, stream, access, sender::send);
        }
    }

    /** Leaves out what was told before, and progress that a later event has overtaken. For one thread. */
    private static final class Sender {

        private final EventStream stream;
        private long last;

        Sender(EventStream stream, long last) {
            this.stream = stream;
            this.last = last;
        }

        /** False when it was the job's last event. */
        boolean send(OrderedEvent event) throws IOException {
            EventText text = event.text();
            if (text.isProgress()) {
                if (text.sequence() >= last) {
                    stream.send(null, text);
                }
            } else if (text.sequence() > last) {
                last = text.sequence();
                stream.send(Long.toString(last), text);
            }
            return !text.isLast();
        }
    }
}
