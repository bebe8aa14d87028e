package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceDefinition;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SystemDump;
import io.rowkeep.worker.source.SystemTarget;
import io.rowkeep.worker.source.TargetSession;
import java.util.List;

/** A PostgreSQL database, version 14 or newer. Opens a new connection for every session and keeps none. */
public final class PostgresSource implements Source {

    private final SourceDefinition definition;
    private final PostgresConnector connector;
    private final PostgresLimits limits;
    private final PostgresPrograms programs;

    /**
     * Does not connect yet.
     *
     * @param url {@code jdbc:postgresql://host:port/database}, with the driver's parameters such as {@code sslmode}
     * @param programs where the programs of PostgreSQL are, which system backups need
     * @throws BackupException with {@code INVALID_SETTING} for another kind of url, or for a query that is not one statement with
     *     these parameters
     */
    public PostgresSource(
            SourceDefinition definition,
            String url,
            String username,
            String password,
            PostgresLimits limits,
            PostgresPrograms programs) {
        this.definition = definition;
        this.connector = new PostgresConnector(definition.name(), url, username, password, limits);
        this.limits = limits;
        this.programs = programs;
        definition.datasets().forEach(this::requireQuery);
    }

    /** With the programs of the usual places. */
    public PostgresSource(
            SourceDefinition definition, String url, String username, String password, PostgresLimits limits) {
        this(definition, url, username, password, limits, PostgresPrograms.INSTALLED);
    }

    /** A source that wants no preview before a restore. */
    public PostgresSource(
            SourceName name,
            String url,
            String username,
            String password,
            List<DatasetDefinition> datasets,
            boolean safetyBackupOptional,
            PostgresLimits limits) {
        this(
                new SourceDefinition(name, SourceType.POSTGRESQL, datasets, safetyBackupOptional, false),
                url,
                username,
                password,
                limits);
    }

    @Override
    public SourceDefinition definition() {
        return definition;
    }

    @Override
    public SourceSession openSource(SessionTag tag) {
        return new PostgresSourceSession(connector.open(tag), limits);
    }

    @Override
    public TargetSession openTarget(SessionTag tag) {
        return new PostgresTargetSession(connector.open(tag), tag, limits);
    }

    @Override
    public SystemDump openDump(SessionTag tag) {
        return PostgresDump.open(connector, programs, tag);
    }

    @Override
    public SystemTarget openSystemTarget(SessionTag tag) {
        return PostgresSystemTarget.open(connector, programs, tag);
    }

    private void requireQuery(DatasetDefinition dataset) {
        DatasetQuery query = dataset.query();
        try {
            if (query != null) {
                ConfiguredQuery.of(query);
            }
        } catch (IllegalArgumentException e) {
            throw new BackupException(
                    ErrorCode.INVALID_SETTING,
                    "The query of dataset %s of source %s is wrong: %s"
                            .formatted(dataset.name(), name(), e.getMessage()),
                    e);
        }
    }
}
