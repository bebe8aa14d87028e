package io.rowkeep.worker;

import static org.awaitility.Awaitility.await;

import io.rowkeep.control.Caller;
import io.rowkeep.control.ControlConfiguration;
import io.rowkeep.control.JobIntake;
import io.rowkeep.control.JobStore;
import io.rowkeep.control.WorkerRegistry;
import io.rowkeep.control.broker.Broadcast;
import io.rowkeep.control.broker.BrokerConfiguration;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.job.InspectSpec;
import io.rowkeep.job.Inspection;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.Lane;
import io.rowkeep.job.Requester;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.settings.AmqpSettings;
import io.rowkeep.settings.CommonSettings;
import io.rowkeep.settings.ControlSettings;
import io.rowkeep.settings.JobSettings;
import io.rowkeep.settings.S3Settings;
import io.rowkeep.testing.ObjectStoreServer;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestBucket;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.settings.ImportLimits;
import io.rowkeep.worker.settings.Limits;
import io.rowkeep.worker.settings.SourceSettings;
import io.rowkeep.worker.settings.SweepTimes;
import io.rowkeep.worker.settings.WorkerSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A control database, a broker's virtual host, what asks for jobs, and any number of workers on them. */
final class WorkersFixture implements AutoCloseable {

    static final SourceName SCHOOL = new SourceName("school");
    static final Duration PATIENCE = Duration.ofMinutes(2);

    // No machine stands still for that long: what is handed back or cancelled ends far sooner than a lease could.
    private static final Duration LONG_LEASE = Duration.ofMinutes(5);

    final TestDatabase control = PostgresServer.shared().database();
    final TestDatabase school = PostgresServer.shared().database();
    private final TestBucket bucket = ObjectStoreServer.shared().bucket();
    final Caller caller = new Caller(UUID.randomUUID(), new Requester("tests"));
    final CommonSettings common;
    private final AnnotationConfigApplicationContext asking = new AnnotationConfigApplicationContext();
    private final List<ConfigurableApplicationContext> workers = new ArrayList<>();

    /** Leases are longer than any test: a job changes hands only because somebody gives it up. */
    WorkersFixture(URI broker) {
        this(broker, LONG_LEASE);
    }

    WorkersFixture(URI broker, Duration lease) {
        common = new CommonSettings(
                new ControlSettings(control.url(), control.username(), control.password()),
                new AmqpSettings(broker, AmqpSettings.QueueType.AUTO),
                new S3Settings(
                        bucket.endpoint(),
                        bucket.region(),
                        bucket.name(),
                        "",
                        bucket.accessKey(),
                        bucket.secretKey(),
                        true,
                        true,
                        S3Settings.Checksums.WHEN_SUPPORTED),
                new JobSettings(lease, 3, Duration.ofMillis(100), Duration.ofSeconds(1)));
        asking.registerBean(CommonSettings.class, () -> common);
        asking.registerBean(Clock.class, Clock::systemUTC);
        asking.registerBean(TimeOrderedIds.class, () -> new TimeOrderedIds(Clock.systemUTC()));
        asking.register(ControlConfiguration.class, BrokerConfiguration.class);
        asking.refresh();
    }

    /** Starts a worker with one slot in each lane but EXPORT, which has two. */
    ConfigurableApplicationContext worker(TestRunners.Work work) {
        return added(WorkerApplication.start(settings(), beans -> {
            beans.registerBean(TestRunners.Work.class, () -> work);
            beans.registerBean(TestRunners.class);
        }));
    }

    /** Starts a worker as it is outside tests. */
    ConfigurableApplicationContext wholeWorker() {
        return added(WorkerApplication.start(settings()));
    }

    private ConfigurableApplicationContext added(ConfigurableApplicationContext worker) {
        workers.add(worker);
        return worker;
    }

    private WorkerSettings settings() {
        SourceSettings source = new SourceSettings(
                SCHOOL,
                SourceType.POSTGRESQL,
                school.url(),
                school.username(),
                school.password(),
                List.of(),
                true,
                false);
        return new WorkerSettings(
                common,
                List.of(source),
                Map.of(Lane.EXPORT, 2, Lane.CHANGE, 1, Lane.INSPECT, 1),
                Limits.DEFAULT,
                ImportLimits.DEFAULT,
                SweepTimes.DEFAULT,
                null,
                null);
    }

    /** Makes a table in the source. */
    void table(String name) {
        JdbcClient.create(school.dataSource())
                .sql("create table %s (id int primary key)".formatted(name))
                .update();
    }

    JobId submit() {
        return submit(new InspectSpec(SCHOOL, DatasetName.ALL, Inspection.ROW_COUNTS));
    }

    JobId submit(JobSpec spec) {
        return asking.getBean(JobIntake.class).submit(spec, caller, null).job().id();
    }

    void cancel(JobId id) {
        asking.getBean(JobIntake.class).cancel(id, caller);
    }

    void cancelWithNotice(JobId id) {
        cancel(id);
        asking.getBean(Broadcast.class).cancelRequested(id);
    }

    Job job(JobId id) {
        return asking.getBean(JobStore.class).find(id).orElseThrow();
    }

    Job awaitStatus(JobId id, JobStatus status) {
        return await("job " + id + " is " + status)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> job(id), job -> job.status() == status);
    }

    WorkerRegistry registry() {
        return asking.getBean(WorkerRegistry.class);
    }

    /** Makes the control database refuse everybody until {@link #letControlIn()}. */
    void shutControlOut() {
        JdbcClient server = JdbcClient.create(school.dataSource());
        server.sql("alter database %s with allow_connections false".formatted(control.name()))
                .update();
        server.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
                .param("name", control.name())
                .query()
                .listOfRows();
    }

    void letControlIn() {
        JdbcClient.create(school.dataSource())
                .sql("alter database %s with allow_connections true".formatted(control.name()))
                .update();
    }

    RabbitTemplate broker() {
        return new RabbitTemplate(asking.getBean(ConnectionFactory.class));
    }

    JdbcClient sql() {
        return JdbcClient.create(asking.getBean(DataSource.class));
    }

    @Override
    public void close() {
        workers.forEach(ConfigurableApplicationContext::close);
        asking.close();
    }
}
