package io.rowkeep.worker.intake;

import io.rowkeep.control.broker.Topology;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/** Everything that takes jobs, opened and closed as one. */
public final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** How long attempts may take to stop, or to end a commit, when the worker goes down; well within a container's ten seconds. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final List<SourceName> sources;
    private final Topology topology;
    private final ConnectionFactory connections;
    private final CancelSubscription cancellations;
    private final RunningAttempts running;
    private final Map<Lane, LaneConsumers> lanes;

    Intake(
            List<SourceName> sources,
            Topology topology,
            ConnectionFactory connections,
            CancelSubscription cancellations,
            RunningAttempts running,
            Map<Lane, LaneConsumers> lanes) {
        this.sources = List.copyOf(sources);
        this.topology = topology;
        this.connections = connections;
        this.cancellations = cancellations;
        this.running = running;
        this.lanes = Map.copyOf(lanes);
    }

    /** Begins to take jobs; returns at once, also while the broker is down: then it keeps trying. */
    public void open() {
        running.open();
        Thread.ofPlatform().daemon().name("rowkeep-intake").start(() -> {
            declareQueues();
            lanes.values().forEach(LaneConsumers::open);
        });
    }

    /** Takes no more jobs, stops those that run and hands them back. */
    public void close() {
        try {
            lanes.values().forEach(LaneConsumers::shut);
            for (LaneConsumers lane : lanes.values()) {
                lane.awaitShut();
            }
            running.close(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.removeConnectionListener(cancellations);
        }
    }

    // While the broker is down, the sources are remembered and declared on its first connection.
    private void declareQueues() {
        for (SourceName source : sources) {
            try {
                topology.declareLanes(source);
            } catch (AmqpException e) {
                LOG.warn("The queues of source {} could not be declared yet: {}", source, e.getMessage());
            }
        }
        try {
            connections.addConnectionListener(cancellations);
        } catch (AmqpException e) {
            LOG.warn("Notices of cancellations cannot be heard yet: {}", e.getMessage());
        }
    }
}
