package io.rowkeep.worker.announce;

import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.job.WorkerId;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.timing.Repeater;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's heartbeat: every five seconds it writes the worker and its sources into the registry, and touches the health file
 * when that went well. A source that is down or hangs never holds it up. Thread-safe.
 */
public final class Announcer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration PATIENCE_FOR_FIRST_LOOK = Duration.ofSeconds(2);

    private final Registry registry;
    private final WorkerId worker;
    private final String version;
    private final List<SourceWatch> watches;
    private final @Nullable HealthFile healthFile;
    private boolean patient = true;
    private final Repeater beating = new Repeater("rowkeep-heartbeat", PERIOD, this::beat);

    /** Prepares it; nothing is announced before {@link #start()}. */
    public Announcer(
            Registry registry,
            WorkerId worker,
            String version,
            Sources sources,
            @Nullable Path healthFile,
            Clock clock) {
        this.registry = registry;
        this.worker = worker;
        this.version = version;
        this.watches = sources.all().stream().map(SourceWatch::new).toList();
        this.healthFile = healthFile == null ? null : new HealthFile(healthFile, clock);
    }

    /** Begins to look at the sources and to announce them. */
    public void start() {
        watches.forEach(SourceWatch::start);
        beating.start();
    }

    private void beat() {
        awaitFirstLooks();
        List<AnnouncedSource> sources =
                watches.stream().map(SourceWatch::announced).toList();
        try {
            registry.announce(worker, version, sources);
        } catch (RuntimeException e) {
            LOG.warn("Worker {} could not announce itself: {}", worker, e.getMessage());
            return;
        }
        if (healthFile != null) {
            healthFile.touch();
        }
    }

    // A source that was not looked at yet is announced without its tables; a moment later that is no longer so.
    private void awaitFirstLooks() {
        if (!patient) {
            return;
        }
        patient = false;
        long deadline = System.nanoTime() + PATIENCE_FOR_FIRST_LOOK.toNanos();
        try {
            for (SourceWatch watch : watches) {
                if (!watch.looked().await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops announcing and takes the worker out of the registry at once. */
    @Override
    public void close() {
        beating.close();
        watches.forEach(SourceWatch::close);
        if (healthFile != null) {
            healthFile.remove();
        }
        try {
            registry.leave(worker);
        } catch (RuntimeException e) {
            LOG.warn("Worker {} could not leave the registry: {}", worker, e.getMessage());
        }
    }
}
