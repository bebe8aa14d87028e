package io.rowkeep.worker;

import io.rowkeep.control.BackupCatalogue;
import io.rowkeep.control.BackupTraces;
import io.rowkeep.control.DeletedBackups;
import io.rowkeep.control.JobStore;
import io.rowkeep.control.Sweeps;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.job.WorkerId;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.s3.S3ObjectStore;
import io.rowkeep.worker.change.Changes;
import io.rowkeep.worker.clear.ClearRunner;
import io.rowkeep.worker.export.BackupJob;
import io.rowkeep.worker.export.BackupRunner;
import io.rowkeep.worker.export.BackupWriter;
import io.rowkeep.worker.export.SafetyBackups;
import io.rowkeep.worker.imports.ImportRunner;
import io.rowkeep.worker.inspect.InspectRunner;
import io.rowkeep.worker.prune.PruneRunner;
import io.rowkeep.worker.restore.RestoreRunner;
import io.rowkeep.worker.settings.WorkerSettings;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.sweep.Sweeper;
import io.rowkeep.worker.system.OwnBackups;
import io.rowkeep.worker.system.RestoreModes;
import io.rowkeep.worker.system.SystemRestore;
import io.rowkeep.worker.undo.UndoRunner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who does which kind of job, and where the backups are. */
@Configuration(proxyBeanMethods = false)
class RunnerConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(RunnerConfiguration.class);

    @Bean
    ObjectStore objectStore(WorkerSettings settings) {
        ObjectStore store = S3ObjectStore.open(settings.common().s3());
        try {
            store.probe();
        } catch (BackupException e) {
            // Only a store that cannot keep our promises stops the worker. One that is down or refuses our key
            // fails the jobs, with the same sentence, where the people who wait for them read it.
            if (e.code() == ErrorCode.INVALID_SETTING) {
                store.close();
                throw e;
            }
            LOG.warn("The object store could not be tried out: {}", e.getMessage());
        }
        return store;
    }

    @Bean
    BackupWriter backupWriter(ObjectStore store, Clock clock, WorkerSettings settings) {
        BackupWriter writer = new BackupWriter(store, clock, settings.limits().partBytes());
        writer.reserveMemory();
        return writer;
    }

    @Bean
    BackupRunner backupRunner(Sources sources, BackupWriter writer) {
        return new BackupRunner(sources, writer);
    }

    @Bean
    Changes changes(Sources sources, BackupWriter writer, Clock clock) {
        return new Changes(sources, new SafetyBackups(writer, new TimeOrderedIds(clock)));
    }

    @Bean
    InspectRunner inspectRunner(Sources sources) {
        return new InspectRunner(sources);
    }

    @Bean
    ImportRunner importRunner(Sources sources, BackupWriter writer, ObjectStore store, WorkerSettings settings) {
        return new ImportRunner(
                new BackupJob(sources, writer),
                store,
                settings.imports(),
                // A record is in memory twice: as it stood in the file, and as the line that is made of it.
                settings.limits().maxRowBytes() / 2);
    }

    @Bean
    RestoreModes restoreRunner(Changes changes, Sources sources, ObjectStore store, BackupCatalogue catalogue) {
        OwnBackups own = id -> catalogue.find(id).flatMap(backup -> Optional.ofNullable(backup.manifestSha256()));
        return new RestoreModes(new RestoreRunner(changes, store), new SystemRestore(sources, store, own));
    }

    @Bean
    ClearRunner clearRunner(Changes changes) {
        return new ClearRunner(changes);
    }

    @Bean
    UndoRunner undoRunner(Changes changes, ObjectStore store) {
        return new UndoRunner(changes, store);
    }

    @Bean
    PruneRunner pruneRunner(ObjectStore store) {
        return new PruneRunner(store);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Sweeper sweeper(
            Sweeps sweeps,
            BackupTraces traces,
            DeletedBackups deleted,
            JobStore jobs,
            ObjectStore store,
            Sources sources,
            WorkerId worker,
            WorkerSettings settings) {
        List<SourceName> names = sources.all().stream().map(Source::name).toList();
        return new Sweeper(sweeps, traces, deleted, jobs, store, names, worker, settings.sweep());
    }
}
