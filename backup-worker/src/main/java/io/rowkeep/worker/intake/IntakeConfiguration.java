package io.rowkeep.worker.intake;

import io.rowkeep.control.JobStore;
import io.rowkeep.control.LeaseRenewal;
import io.rowkeep.control.broker.Broadcast;
import io.rowkeep.control.broker.Topology;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.job.InspectSpec;
import io.rowkeep.job.Lane;
import io.rowkeep.job.PruneSpec;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.job.WorkerId;
import io.rowkeep.message.MessageTopology;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.settings.WorkerSettings;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.Sources;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** Puts the intake together. */
@Configuration(proxyBeanMethods = false)
public class IntakeConfiguration {

    private static final Duration RECOVERY = Duration.ofSeconds(1);
    private static final Pause SLEEP = Thread::sleep;

    @Bean(destroyMethod = "close")
    LeaseRenewal leaseRenewal(WorkerSettings settings) {
        return LeaseRenewal.open(settings.common());
    }

    @Bean
    Runners runners(
            JobRunner<BackupSpec> backup,
            JobRunner<ImportSpec> imports,
            JobRunner<RestoreSpec> restore,
            JobRunner<ClearSpec> clear,
            JobRunner<UndoSpec> undo,
            JobRunner<InspectSpec> inspect,
            JobRunner<PruneSpec> prune) {
        return new Runners(backup, imports, restore, clear, undo, inspect, prune);
    }

    @Bean
    Intake intake(
            WorkerSettings settings,
            WorkerId worker,
            Sources sources,
            JobStore store,
            LeaseRenewal renewal,
            Runners runners,
            Broadcast broadcast,
            Topology topology,
            ConnectionFactory connections) {
        Jobs jobs = new StoredJobs(store);
        Duration lease = settings.common().jobs().lease();
        LeaseKeeper keeper = new LeaseKeeper(renewal::renew, lease);
        RunningAttempts running = new RunningAttempts(
                jobs, keeper, runners, new EndRecorder(jobs, SLEEP), broadcast::progressed, lease, System::nanoTime);
        Slots slots = new Slots(settings.slots());
        Map<Lane, LaneConsumers> lanes = new EnumMap<>(Lane.class);
        List<SourceName> names = sources.all().stream().map(Source::name).toList();
        for (Lane lane : Lane.values()) {
            LaneConsumers consumers = new LaneConsumers(lane, slots);
            for (SourceName source : names) {
                JobCommandListener listener = new JobCommandListener(
                        source, lane, worker, jobs, slots, running, consumers::adjust, System::nanoTime, SLEEP);
                consumers.add(container(connections, MessageTopology.jobQueue(source, lane), listener));
            }
            lanes.put(lane, consumers);
        }
        slots.whenFreed(lane -> {
            LaneConsumers consumers = lanes.get(lane);
            if (consumers != null) {
                consumers.adjust();
            }
        });
        return new Intake(names, topology, connections, new CancelSubscription(keeper::checkNow), running, lanes);
    }

    private static SimpleMessageListenerContainer container(
            ConnectionFactory connections, String queue, JobCommandListener listener) {
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(queue);
        container.setListenerId(queue);
        container.setMessageListener(listener);
        container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
        container.setPrefetchCount(1);
        container.setTaskExecutor(new VirtualThreadTaskExecutor(queue + "-"));
        // A queue is missing, or a password is wrong, until somebody puts that right: go on trying.
        container.setMissingQueuesFatal(false);
        container.setPossibleAuthenticationFailureFatal(false);
        container.setRecoveryInterval(RECOVERY.toMillis());
        container.setFailedDeclarationRetryInterval(RECOVERY.toMillis());
        container.afterPropertiesSet();
        return container;
    }
}
