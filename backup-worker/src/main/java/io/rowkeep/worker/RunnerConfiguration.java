package io.rowkeep.worker;

import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.s3.S3ObjectStore;
import io.rowkeep.worker.inspect.InspectRunner;
import io.rowkeep.worker.restore.RestoreRunner;
import io.rowkeep.worker.settings.WorkerSettings;
import io.rowkeep.worker.source.Sources;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who does which kind of job, and where the backups are. */
@Configuration(proxyBeanMethods = false)
class RunnerConfiguration {

    @Bean
    ObjectStore objectStore(WorkerSettings settings) {
        return S3ObjectStore.open(settings.common().s3());
    }

    @Bean
    InspectRunner inspectRunner(Sources sources) {
        return new InspectRunner(sources);
    }

    @Bean
    RestoreRunner restoreRunner(Sources sources, ObjectStore store) {
        return new RestoreRunner(sources::get, store);
    }
}
