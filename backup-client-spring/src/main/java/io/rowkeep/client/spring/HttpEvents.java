package io.rowkeep.client.spring;

import io.rowkeep.client.EventSubscription;
import io.rowkeep.client.JobListener;
import io.rowkeep.client.Rowkeep;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Hears events over HTTP while the application runs, one connection for each listener. */
final class HttpEvents implements SmartLifecycle {

    private final Rowkeep rowkeep;
    private final List<JobListener> listeners;
    private final List<EventSubscription> subscriptions = new ArrayList<>();

    HttpEvents(Rowkeep rowkeep, List<JobListener> listeners) {
        this.rowkeep = rowkeep;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public synchronized void start() {
        listeners.forEach(listener -> subscriptions.add(rowkeep.listen(listener)));
    }

    @Override
    public synchronized void stop() {
        subscriptions.forEach(EventSubscription::close);
        subscriptions.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !subscriptions.isEmpty();
    }
}
