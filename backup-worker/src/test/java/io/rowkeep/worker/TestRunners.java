package io.rowkeep.worker;

import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.job.InspectSpec;
import io.rowkeep.job.PruneSpec;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.intake.FakeRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The runners of a worker under test, whose work the test writes down. */
@Configuration(proxyBeanMethods = false)
class TestRunners {

    /** What the test holds in its hands. */
    record Work(
            FakeRunner<BackupSpec> backup,
            FakeRunner<ImportSpec> imports,
            FakeRunner<RestoreSpec> restore,
            FakeRunner<ClearSpec> clear,
            FakeRunner<UndoSpec> undo,
            FakeRunner<InspectSpec> inspect,
            FakeRunner<PruneSpec> prune) {
        Work() {
            this(
                    new FakeRunner<>(),
                    new FakeRunner<>(),
                    new FakeRunner<>(),
                    new FakeRunner<>(),
                    new FakeRunner<>(),
                    new FakeRunner<>(),
                    new FakeRunner<>());
        }
    }

    @Bean
    JobRunner<BackupSpec> backupRunner(Work work) {
        return work.backup();
    }

    @Bean
    JobRunner<ImportSpec> importRunner(Work work) {
        return work.imports();
    }

    @Bean
    JobRunner<RestoreSpec> restoreRunner(Work work) {
        return work.restore();
    }

    @Bean
    JobRunner<InspectSpec> inspectRunner(Work work) {
        return work.inspect();
    }

    @Bean
    JobRunner<ClearSpec> clearRunner(Work work) {
        return work.clear();
    }

    @Bean
    JobRunner<UndoSpec> undoRunner(Work work) {
        return work.undo();
    }

    @Bean
    JobRunner<PruneSpec> pruneRunner(Work work) {
        return work.prune();
    }
}
