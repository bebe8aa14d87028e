package io.rowkeep.worker;

import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.InspectSpec;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.worker.attempt.JobRunner;
import io.rowkeep.worker.intake.FakeRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The runners of a worker under test, whose work the test writes down. */
@Configuration(proxyBeanMethods = false)
class TestRunners {

    /** What the test holds in its hands. */
    record Work(FakeRunner<BackupSpec> backup, FakeRunner<RestoreSpec> restore, FakeRunner<InspectSpec> inspect) {
        Work() {
            this(new FakeRunner<>(), new FakeRunner<>(), new FakeRunner<>());
        }
    }

    @Bean
    JobRunner<BackupSpec> backupRunner(Work work) {
        return work.backup();
    }

    @Bean
    JobRunner<RestoreSpec> restoreRunner(Work work) {
        return work.restore();
    }

    @Bean
    JobRunner<InspectSpec> inspectRunner(Work work) {
        return work.inspect();
    }
}
