package io.rowkeep.client.spring;

import io.rowkeep.client.EventSubscription;
import io.rowkeep.client.JobListener;
import io.rowkeep.client.Rowkeep;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Hears events over HTTP while the application runs. */
final class HttpEvents implements SmartLifecycle {

    private final Rowkeep rowkeep;
    private final List<JobListener> listeners;
    private @Nullable EventSubscription subscription;

    HttpEvents(Rowkeep rowkeep, List<JobListener> listeners) {
        this.rowkeep = rowkeep;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public synchronized void start() {
        if (subscription == null) {
            subscription = rowkeep.listen(listeners.toArray(JobListener[]::new));
        }
    }

    @Override
    public synchronized void stop() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return subscription != null;
    }
}
