package io.rowkeep.worker;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.settings.Limits;
import io.rowkeep.worker.settings.SourceSettings;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.postgres.PostgresLimits;
import io.rowkeep.worker.source.postgres.PostgresSource;

/** Makes the sources of the settings: the one place that knows all kinds of database. */
final class SourceFactory {

    private SourceFactory() {}

    /** Does not connect yet. */
    static Source open(SourceSettings settings, Limits limits) {
        if (!settings.type().equals("postgresql")) {
            throw new BackupException(
                    ErrorCode.INVALID_SETTING,
                    "Source %s is of type '%s', but a source is of type postgresql"
                            .formatted(settings.name(), settings.type()));
        }
        PostgresLimits patience = new PostgresLimits(
                limits.maxRowBytes(),
                limits.lockTimeout(),
                PostgresLimits.DEFAULT.lockTries(),
                PostgresLimits.DEFAULT.connectTimeout());
        return new PostgresSource(
                settings.name(),
                settings.url(),
                settings.username(),
                settings.password(),
                settings.datasets(),
                settings.safetyBackupOptional(),
                patience);
    }
}
