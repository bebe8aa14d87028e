package io.rowkeep.api.live;

import io.rowkeep.control.EventHistory;
import io.rowkeep.control.OrderedEvent;
import io.rowkeep.job.JobId;
import io.rowkeep.message.EventText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every event to the subscribers, in one order. A message of the broker is a wake-up, the control database is the truth: what
 * was recorded is read there, also every two seconds whatever is heard; only progress comes by the broker alone. One thread
 * of its own; every method may be called from any.
 */
final class EventFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final Duration LONGEST_LAG = Duration.ofSeconds(2);
    private static final int HEARD = 1000;
    private static final int PAGE = 200;
    private static final int JOBS = 1000;

    private final EventHistory history;
    private final Consumer<OrderedEvent> subscribers;
    private final BlockingQueue<EventText> heard = new ArrayBlockingQueue<>(HEARD);
    private final Thread thread =
            Thread.ofPlatform().name("rowkeep-events").daemon().unstarted(this::run);

    /** The number of the last event of the jobs that were heard of last. */
    private final Map<JobId, Long> sequences = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, Long> eldest) {
            return size() > JOBS;
        }
    };

    private long position;
    private long caughtUpAt = System.nanoTime();
    private boolean troubled;

    EventFeed(EventHistory history, Consumer<OrderedEvent> subscribers) {
        this.history = history;
        this.subscribers = subscribers;
    }

    /** Begins with the events that are recorded from now on. */
    void start() {
        position = history.latest();
        thread.start();
    }

    /** The broker sent this. Never waits: what there is no room for is progress, or is read from the control database. */
    void heard(EventText event) {
        heard.offer(event);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                turn(heard.poll(LONGEST_LAG.toMillis(), TimeUnit.MILLISECONDS));
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    // A turn that fails is made up for by the next; only the first failure in a row is worth a line.
    private void turn(@Nullable EventText event) {
        try {
            if (event == null || !event.isProgress()) {
                catchUp();
            } else {
                progress(event);
            }
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled && !thread.isInterrupted()) {
                LOG.warn("Live streams wait for the control database: {}", e.getMessage());
            }
            troubled = true;
        }
    }

    /** Progress comes after the event whose number it shares, and never after a later one. */
    private void progress(EventText event) {
        boolean late = System.nanoTime() - caughtUpAt > LONGEST_LAG.toNanos();
        if (late || event.sequence() > sequences.getOrDefault(event.job(), 0L)) {
            catchUp();
        }
        if (event.sequence() >= sequences.getOrDefault(event.job(), 0L)) {
            subscribers.accept(new OrderedEvent(0, event));
        }
    }

    private void catchUp() {
        caughtUpAt = System.nanoTime();
        List<OrderedEvent> page;
        do {
            page = history.after(position, PAGE);
            for (OrderedEvent event : page) {
                sequences.put(event.text().job(), event.text().sequence());
                subscribers.accept(event);
                position = event.position();
            }
        } while (page.size() == PAGE);
    }
}
