package io.rowkeep.worker.sweep;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.DecisionCell;
import io.rowkeep.artifact.FormatVersion;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestText;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.artifact.VoidManifest;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.control.BackupTraces;
import io.rowkeep.control.Caller;
import io.rowkeep.control.Claim;
import io.rowkeep.control.ControlConfiguration;
import io.rowkeep.control.DeletedBackups;
import io.rowkeep.control.JobIntake;
import io.rowkeep.control.JobStore;
import io.rowkeep.control.Sweeps;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.Requester;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.job.WorkerId;
import io.rowkeep.settings.AmqpSettings;
import io.rowkeep.settings.CommonSettings;
import io.rowkeep.settings.ControlSettings;
import io.rowkeep.settings.JobSettings;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.prune.Deletions;
import io.rowkeep.worker.prune.TestStore;
import io.rowkeep.worker.settings.SweepTimes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A control database and a bucket, with what jobs leave behind in both. */
final class SweptSite implements AutoCloseable {

    static final SourceName SCHOOL = new SourceName("school");
    static final WorkerId WORKER = new WorkerId("worker-1");
    static final JobStatistics STATISTICS = JobStatistics.of(List.of(), 1, List.of(), List.of());
    static final JobError LOST = new JobError(ErrorCode.ATTEMPTS_EXHAUSTED, "Every attempt was lost");

    private static final Caller CALLER = new Caller(UUID.randomUUID(), new Requester("tests"));
    private static final Duration LONG = Duration.ofHours(1);

    final TestStore store = new TestStore();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    SweptSite() {
        TestDatabase control = PostgresServer.shared().database();
        CommonSettings settings = new CommonSettings(
                new ControlSettings(control.url(), control.username(), control.password()),
                new AmqpSettings(URI.create("amqp://nobody:none@localhost:1"), AmqpSettings.QueueType.AUTO),
                store.settings(),
                new JobSettings(LONG, 3, LONG, LONG));
        context.registerBean(CommonSettings.class, () -> settings);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(TimeOrderedIds.class, () -> new TimeOrderedIds(Clock.systemUTC()));
        context.register(ControlConfiguration.class);
        context.refresh();
    }

    JobStore jobs() {
        return context.getBean(JobStore.class);
    }

    JdbcClient sql() {
        return JdbcClient.create(context.getBean(DataSource.class));
    }

    Job submit(JobSpec spec) {
        return context.getBean(JobIntake.class).submit(spec, CALLER, null).job();
    }

    /** A backup job that one worker has claimed. */
    Claim backup() {
        BackupSpec spec = new BackupSpec(SCHOOL, DatasetName.ALL, id(), List.of(), BackupFormat.JSON, null);
        return claimed(spec);
    }

    /** A clear that one worker has claimed, which is about to write that safety backup. */
    Claim clear(BackupId safetyBackup) {
        Claim claim = claimed(new ClearSpec(SCHOOL, DatasetName.ALL, List.of(), false, false, true));
        jobs().saving(claim, safetyBackup);
        return claim;
    }

    private Claim claimed(JobSpec spec) {
        return jobs().claim(submit(spec).id(), WORKER).orElseThrow();
    }

    static BackupId id() {
        return new BackupId(UUID.randomUUID());
    }

    static BackupId id(Claim backup) {
        return ((BackupSpec) backup.spec()).backupId();
    }

    static ArtifactKeys keys(BackupId id) {
        return ArtifactKeys.of(SCHOOL, DatasetName.ALL, id);
    }

    /** Two parts and a part list, as an attempt writes them. */
    void parts(BackupId id, int attempt) {
        String table = attempt + "/public.students/";
        ArtifactKeys keys = keys(id);
        store.with(
                keys.absolute(table + "00000-x-000000.jsonl.zst"),
                keys.absolute(table + "00000-x-000001.jsonl.zst"),
                keys.absolute(table + "parts.jsonl.zst"));
    }

    void voidCell(Claim claim) {
        BackupId id = id(claim);
        cell(id, new VoidManifest(FormatVersion.CURRENT, id, claim.jobId(), claim.attempt(), LOST));
    }

    void manifest(BackupId id, Claim claim, int attempt, @Nullable JobKind savedFor) {
        Instant now = Instant.now();
        cell(
                id,
                new Manifest(
                        FormatVersion.CURRENT,
                        id,
                        claim.jobId(),
                        attempt,
                        SCHOOL,
                        DatasetName.ALL,
                        BackupFormat.JSON,
                        now,
                        claim.job().requestedBy(),
                        null,
                        savedFor,
                        null,
                        null,
                        null,
                        null,
                        new Snapshot("postgresql", "15", "UTF8", "school", now, null, Snapshot.Consistency.SNAPSHOT),
                        List.of(),
                        STATISTICS));
    }

    private void cell(BackupId id, DecisionCell cell) {
        store.putIfAbsent(keys(id).manifest(), ManifestText.write(cell));
    }

    /** Ends the job well, with that backup in the catalogue. */
    void succeed(Claim claim, BackupId id, @Nullable JobKind savedFor) {
        BackupRecord record = new BackupRecord(
                id,
                claim.jobId(),
                SCHOOL,
                DatasetName.ALL,
                BackupFormat.JSON,
                Instant.now(),
                null,
                savedFor,
                BackupContent.ROWS,
                List.of(),
                STATISTICS,
                false,
                false,
                null,
                null,
                null);
        jobs().succeed(claim, STATISTICS, savedFor == null ? null : id, record);
    }

    int objects(BackupId id) {
        return store.keys(keys(id).folder()).size();
    }

    SourceSweep sweep() {
        return new SourceSweep(
                store, context.getBean(BackupTraces.class), context.getBean(DeletedBackups.class), jobs());
    }

    /** The decision about one folder as if everything in it were old. */
    FolderSweep folderSweep() {
        return new FolderSweep(
                store,
                context.getBean(BackupTraces.class),
                jobs(),
                new Deletions(store, () -> {}),
                new SweepCounts(),
                Instant.now().plus(LONG));
    }

    /** Sweeps as if everything that is there now had been there for a long time. */
    SweepOutcome sweepLater() {
        Instant now = Instant.now();
        return sweep().run(SCHOOL, new SweepLimits(now.plus(LONG), now.minus(LONG)), () -> {});
    }

    /** The same for lists of differences. */
    SweepOutcome sweepMuchLater() {
        Instant later = Instant.now().plus(LONG);
        return sweep().run(SCHOOL, new SweepLimits(later, later), () -> {});
    }

    Sweeper sweeper(String worker, SweepTimes times) {
        return new Sweeper(
                context.getBean(Sweeps.class),
                context.getBean(BackupTraces.class),
                context.getBean(DeletedBackups.class),
                jobs(),
                store,
                List.of(SCHOOL),
                new WorkerId(worker),
                times);
    }

    @Override
    public void close() {
        context.close();
        store.close();
    }
}
