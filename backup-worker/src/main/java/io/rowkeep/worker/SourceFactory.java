package io.rowkeep.worker;

import io.rowkeep.worker.settings.Limits;
import io.rowkeep.worker.settings.SourceSettings;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceDefinition;
import io.rowkeep.worker.source.mongo.MongoLimits;
import io.rowkeep.worker.source.mongo.MongoSource;
import io.rowkeep.worker.source.postgres.PostgresLimits;
import io.rowkeep.worker.source.postgres.PostgresPrograms;
import io.rowkeep.worker.source.postgres.PostgresSource;
import java.time.Duration;

/** Makes the sources of the settings: the one place that knows all kinds of database. */
final class SourceFactory {

    /** A change says every few seconds that it lives: with less than this, a moment's delay would end it. */
    private static final Duration SHORTEST_IDLE_TIMEOUT = Duration.ofSeconds(10);

    private SourceFactory() {}

    /**
     * Does not connect yet.
     *
     * @param programs where the programs of PostgreSQL are
     * @param lease how long a worker may be silent before its jobs are taken from it
     */
    static Source open(SourceSettings settings, Limits limits, PostgresPrograms programs, Duration lease) {
        return switch (settings.type()) {
            case POSTGRESQL -> postgres(settings, limits, programs, lease);
            case MONGODB -> mongo(settings, limits);
        };
    }

    private static Source postgres(SourceSettings settings, Limits limits, PostgresPrograms programs, Duration lease) {
        PostgresLimits patience = new PostgresLimits(
                limits.maxRowBytes(),
                limits.lockTimeout(),
                PostgresLimits.DEFAULT.lockTries(),
                PostgresLimits.DEFAULT.connectTimeout(),
                lease.compareTo(SHORTEST_IDLE_TIMEOUT) < 0 ? SHORTEST_IDLE_TIMEOUT : lease);
        return new PostgresSource(
                definition(settings), settings.url(), settings.username(), settings.password(), patience, programs);
    }

    private static Source mongo(SourceSettings settings, Limits limits) {
        MongoLimits patience = new MongoLimits(limits.maxRowBytes(), MongoLimits.DEFAULT.connectTimeout());
        return new MongoSource(
                definition(settings), settings.url(), settings.username(), settings.password(), patience);
    }

    private static SourceDefinition definition(SourceSettings settings) {
        return new SourceDefinition(
                settings.name(),
                settings.type(),
                settings.datasets(),
                settings.safetyBackupOptional(),
                settings.previewRequired(),
                settings.files());
    }
}
