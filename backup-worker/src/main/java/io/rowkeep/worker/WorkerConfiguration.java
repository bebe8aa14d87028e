package io.rowkeep.worker;

import io.rowkeep.control.WorkerRegistry;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.job.WorkerId;
import io.rowkeep.worker.announce.Announcer;
import io.rowkeep.worker.announce.StoredRegistry;
import io.rowkeep.worker.intake.Intake;
import io.rowkeep.worker.settings.WorkerSettings;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.source.postgres.PostgresPrograms;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The worker itself: who it is, what it looks after, its life. */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    TimeOrderedIds timeOrderedIds(Clock clock) {
        return new TimeOrderedIds(clock);
    }

    @Bean
    WorkerId workerId() {
        return WorkerIds.next(new SecureRandom());
    }

    @Bean
    Sources sources(WorkerSettings settings) {
        PostgresPrograms programs = new PostgresPrograms(settings.postgresPrograms());
        return new Sources(settings.sources().stream()
                .map(source -> SourceFactory.open(
                        source,
                        settings.limits(),
                        programs,
                        settings.common().jobs().lease()))
                .toList());
    }

    @Bean(destroyMethod = "")
    Announcer announcer(
            WorkerRegistry registry, WorkerId worker, Sources sources, WorkerSettings settings, Clock clock) {
        String version = Objects.requireNonNullElse(
                WorkerApplication.class.getPackage().getImplementationVersion(), "development");
        return new Announcer(new StoredRegistry(registry), worker, version, sources, settings.healthFile(), clock);
    }

    @Bean
    WorkerLife workerLife(Announcer announcer, Intake intake) {
        return new WorkerLife(announcer, intake);
    }
}
