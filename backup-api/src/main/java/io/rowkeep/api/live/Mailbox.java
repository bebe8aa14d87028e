package io.rowkeep.api.live;

import io.rowkeep.control.OrderedEvent;
import io.rowkeep.job.JobId;
import io.rowkeep.message.EventText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber is still to be told. Of a job's progress only the latest waits; no other event is ever left out: a subscriber
 * for whom too many wait is ended instead, and resumes where it was. Thread-safe.
 */
final class Mailbox implements AutoCloseable {

    private final Predicate<EventText> wanted;
    private final int most;
    private final Consumer<Mailbox> whenClosed;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final ArrayDeque<OrderedEvent> recorded = new ArrayDeque<>();
    private final Map<JobId, OrderedEvent> progress = new LinkedHashMap<>();
    private boolean ended;

    /** @param most so many events, and the progress of as many jobs, may wait */
    Mailbox(Predicate<EventText> wanted, int most, Consumer<Mailbox> whenClosed) {
        this.wanted = wanted;
        this.most = most;
        this.whenClosed = whenClosed;
    }

    /** Leaves an event, if the subscriber wants it. */
    void put(OrderedEvent event) {
        if (!wanted.test(event.text())) {
            return;
        }
        lock.lock();
        try {
            if (!ended && (event.text().isProgress() ? keepProgress(event) : keep(event))) {
                news.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next event, for the subscriber's one thread.
     *
     * @return null when there was none in that time, or the mailbox has ended
     */
    @Nullable
    OrderedEvent take(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (!ended && recorded.isEmpty() && progress.isEmpty() && left > 0) {
                left = news.awaitNanos(left);
            }
            return recorded.isEmpty() ? firstProgress() : recorded.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing comes any more. */
    boolean ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits and wakes the subscriber, which is to go. */
    void end() {
        lock.lock();
        try {
            ended = true;
            recorded.clear();
            progress.clear();
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The subscriber has gone. */
    @Override
    public void close() {
        end();
        whenClosed.accept(this);
    }

    private boolean keepProgress(OrderedEvent event) {
        JobId job = event.text().job();
        if (!progress.containsKey(job) && progress.size() >= most) {
            return false;
        }
        progress.put(job, event);
        return true;
    }

    private boolean keep(OrderedEvent event) {
        OrderedEvent older = progress.get(event.text().job());
        if (older != null && older.text().sequence() < event.text().sequence()) {
            progress.remove(event.text().job());
        }
        if (recorded.size() >= most) {
            end();
            return false;
        }
        recorded.addLast(event);
        return true;
    }

    private @Nullable OrderedEvent firstProgress() {
        Iterator<OrderedEvent> first = progress.values().iterator();
        if (!first.hasNext()) {
            return null;
        }
        OrderedEvent event = first.next();
        first.remove();
        return event;
    }
}
