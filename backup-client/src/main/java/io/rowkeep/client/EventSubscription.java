package io.rowkeep.client;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Listeners that hear events over HTTP until it is closed: a lost connection is made again, after growing pauses, and goes on after the
 * last event that came. What a listener throws is logged. Thread-safe.
 */
public final class EventSubscription implements AutoCloseable {

    private static final Logger LOG = System.getLogger(EventSubscription.class.getName());
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    private static final int NO_MORE_EVENTS = 204;

    private final Connection connection;
    private final Address address;
    private final List<EventDelivery> deliveries;
    private final boolean oneJob;
    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile @Nullable InputStream stream;
    private volatile @Nullable String lastId;

    private EventSubscription(Connection connection, Address address, List<JobListener> listeners, boolean oneJob) {
        this.connection = connection;
        this.address = address;
        this.deliveries = listeners.stream().map(EventDelivery::new).toList();
        this.oneJob = oneJob;
    }

    /** Begins to listen, on a thread of its own; to the events of one job until it has ended, or to those of all. */
    static EventSubscription begin(
            Connection connection, Address address, List<JobListener> listeners, boolean oneJob) {
        EventSubscription subscription = new EventSubscription(connection, address, listeners, oneJob);
        Thread thread = new Thread(subscription::run, "rowkeep-events");
        thread.setDaemon(true);
        thread.start();
        return subscription;
    }

    /** Waits until the first connection is there: what happens from then on is heard. False when that took longer. */
    public boolean awaitConnected(Duration timeout) {
        return await(connected, timeout);
    }

    /** Waits until it has ended: closed, or the job that it follows has ended and its listener was told. False when that took longer. */
    public boolean awaitEnd(Duration timeout) {
        return await(ended, timeout);
    }

    /** Ends it; a call of the listener that is under way is not waited for. */
    @Override
    public void close() {
        closed = true;
        closeStream();
    }

    private static boolean await(CountDownLatch latch, Duration timeout) {
        try {
            return latch.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw RowkeepException.interrupted("waiting for events");
        }
    }

    private void run() {
        try {
            int failures = 0;
            while (!closed) {
                failures = listen() ? 1 : failures + 1;
                if (!closed) {
                    connection.pause(BACKOFF.before(failures));
                }
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Listening at {0} ends: {1}", connection.url(), e.toString());
        } finally {
            closed = true;
            ended.countDown();
        }
    }

    /** Listens over one connection, until it is lost; whether it was there. */
    private boolean listen() {
        boolean there = false;
        try {
            HttpResponse<InputStream> response = connection.events(address, lastId);
            try (InputStream body = connection.watched(response)) {
                stream = body;
                there = true;
                if (response.statusCode() == NO_MORE_EVENTS) {
                    closed = true;
                }
                connected.countDown();
                read(new SseReader(body, lastId));
            }
        } catch (IOException | RowkeepException e) {
            boolean expected = closed || (e instanceof RowkeepException failure && failure.passing());
            LOG.log(
                    there || expected ? Level.DEBUG : Level.WARNING,
                    "The events of {0}{1} do not come at the moment: {2}",
                    connection.url(),
                    address,
                    e.getMessage());
        }
        return there;
    }

    private void read(SseReader reader) throws IOException {
        SseEvent event = closed ? null : reader.next();
        while (event != null && !closed) {
            if (event.data() != null) {
                deliver(event.data());
            }
            lastId = event.id();
            event = closed ? null : reader.next();
        }
    }

    private void deliver(String data) {
        JobEvent event;
        try {
            event = JobEvent.parse(data.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "An event of {0}{1} was left out: {2}", connection.url(), address, e.getMessage());
            return;
        }
        for (EventDelivery delivery : deliveries) {
            try {
                delivery.deliver(event);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "A listener failed at event %s of job %s".formatted(event.id(), event.jobId()), e);
            }
        }
        if (oneJob && event.outcome().ends()) {
            closed = true;
        }
    }

    private void closeStream() {
        InputStream open = stream;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "A stream of events did not close well", e);
            }
        }
    }
}
