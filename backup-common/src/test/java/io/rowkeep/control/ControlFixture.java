package io.rowkeep.control;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.Requester;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.job.WorkerId;
import io.rowkeep.settings.JobSettings;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A control database of its own, with its stores and what tests put into it. */
public final class ControlFixture {

    public static final WorkerId WORKER_A = new WorkerId("a");
    public static final WorkerId WORKER_B = new WorkerId("b");
    public static final SourceName SCHOOL = new SourceName("school");
    public static final DatasetName PEOPLE = new DatasetName("people");
    public static final JobError UNAVAILABLE =
            new JobError(ErrorCode.SOURCE_UNAVAILABLE, "The source school cannot be reached");
    public static final JobStatistics STATISTICS = JobStatistics.of(
            List.of(new TableStatistics(TableName.parse("public.students"), 3, 30, 20, 1, null, null, null)),
            1500,
            List.of(),
            List.of());

    /** Two failures and the job is out of attempts; no wait between them. */
    public static final JobSettings SETTINGS = new JobSettings(Duration.ofSeconds(15), 2, Duration.ZERO, Duration.ZERO);

    public final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());
    public final TestDatabase database;
    public final JdbcClient jdbc;
    public final OutboxBell bell = new OutboxBell();
    final TransactionTemplate transactions;
    final ControlStores stores;
    public final Caller caller = new Caller(UUID.randomUUID(), new Requester("tests"));

    public ControlFixture() {
        this(SETTINGS);
    }

    public ControlFixture(JobSettings settings) {
        database = PostgresServer.shared().database();
        DataSource dataSource = database.dataSource();
        ControlDatabase.migrate(dataSource);
        jdbc = JdbcClient.create(dataSource);
        transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        stores = new ControlStores(jdbc, transactions, ids, bell, settings);
    }

    public JobSpec backup() {
        return new BackupSpec(SCHOOL, PEOPLE, new BackupId(ids.next()), List.of(), BackupFormat.JSON, "nightly");
    }

    public Job submit() {
        return stores.intake().submit(backup(), caller, null).job();
    }

    public JobIntake intake() {
        return stores.intake();
    }

    public JobStore jobs() {
        return stores.jobs();
    }

    public Job job(JobId id) {
        return stores.jobs().find(id).orElseThrow();
    }

    public Claim claim(JobId id, WorkerId worker) {
        return stores.jobs().claim(id, worker).orElseThrow();
    }

    /** As if the worker had been silent for longer than its lease. */
    public void expireLease(JobId id) {
        jdbc.sql("update rowkeep.job set lease_until = clock_timestamp() - interval '1 second' where id = :id")
                .param("id", id.value())
                .update();
    }

    public BackupRecord record(Claim claim) {
        return new BackupRecord(
                ((BackupSpec) claim.spec()).backupId(),
                claim.jobId(),
                SCHOOL,
                PEOPLE,
                BackupFormat.JSON,
                Instant.parse("2026-01-02T03:04:05Z"),
                "nightly",
                null,
                BackupContent.ROWS,
                List.of(new BackupRecord.Table(TableName.parse("public.students"), 3, 30, 1)),
                STATISTICS,
                false,
                false,
                null,
                null,
                null);
    }

    /** The types of the events of a job, in their order, each with its sequence. */
    public List<String> events(JobId id) {
        return jdbc.sql("""
                select (body::jsonb ->> 'type') || ' ' || (body::jsonb ->> 'sequence')
                  from rowkeep.outbox
                 where job_id = :id and not mandatory
                 order by position
                """).param("id", id.value()).query(String.class).list();
    }

    public int unsentCommands(JobId id) {
        return jdbc.sql("""
                select count(*) from rowkeep.outbox where job_id = :id and mandatory and published_at is null
                """).param("id", id.value()).query(Integer.class).single();
    }

    public int unsentEvents() {
        return jdbc.sql("select count(*) from rowkeep.outbox where not mandatory and published_at is null")
                .query(Integer.class)
                .single();
    }

    /** What the broker said last about the job's unsent command. */
    public @Nullable String lastError(JobId id) {
        return jdbc.sql("select last_error from rowkeep.outbox where job_id = :id and mandatory")
                .param("id", id.value())
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
