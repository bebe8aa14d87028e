package io.rowkeep.api;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.s3.S3ObjectStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API takes from the parts that it shares with the workers. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    TimeOrderedIds timeOrderedIds(Clock clock) {
        return new TimeOrderedIds(clock);
    }

    @Bean
    ObjectStore objectStore(ApiSettings settings) {
        return S3ObjectStore.open(settings.common().s3());
    }

    @Bean
    BackupReader backupReader(ObjectStore store) {
        return new BackupReader(store);
    }
}
