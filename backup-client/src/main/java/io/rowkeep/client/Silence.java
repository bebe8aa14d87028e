package io.rowkeep.client;

import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Watches streams, so that a connection that died without a word is not waited for. Thread-safe. */
final class Silence implements AutoCloseable {

    private final Duration longest;
    private final ScheduledThreadPoolExecutor clock;
    private final Set<WatchedStream> watched = ConcurrentHashMap.newKeySet();

    Silence(Duration longest) {
        this.longest = longest;
        this.clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "rowkeep-silence");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
    }

    InputStream watch(InputStream in) {
        WatchedStream stream = new WatchedStream(in, longest);
        watched.add(stream);
        long pace = Math.max(1, longest.toMillis() / 4);
        ScheduledFuture<?> watch = clock.scheduleWithFixedDelay(stream::check, pace, pace, TimeUnit.MILLISECONDS);
        stream.onClose(() -> {
            watch.cancel(false);
            watched.remove(stream);
        });
        return stream;
    }

    /** Ends all streams that it watches: who reads them gets an exception. */
    @Override
    public void close() {
        watched.forEach(WatchedStream::closeQuietly);
        clock.shutdownNow();
    }
}
