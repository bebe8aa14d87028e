package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.TargetSession;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A PostgreSQL database, version 14 or newer. Opens a new connection for every session and keeps none. */
public final class PostgresSource implements Source {

    private final SourceName name;
    private final List<DatasetDefinition> datasets;
    private final PostgresConnector connector;
    private final boolean safetyBackupOptional;
    private final PostgresLimits limits;

    /**
     * Does not connect yet.
     *
     * @param url {@code jdbc:postgresql://host:port/database}, with the driver's parameters such as {@code sslmode}
     * @param datasets the configured ones; {@code all} is added when it is not among them
     * @throws BackupException with {@code INVALID_SETTING} for another kind of url
     */
    public PostgresSource(
            SourceName name,
            String url,
            String username,
            String password,
            List<DatasetDefinition> datasets,
            boolean safetyBackupOptional,
            PostgresLimits limits) {
        this.name = name;
        this.datasets = withAll(datasets);
        this.connector = new PostgresConnector(name, url, username, password, limits);
        this.safetyBackupOptional = safetyBackupOptional;
        this.limits = limits;
    }

    @Override
    public SourceName name() {
        return name;
    }

    @Override
    public String type() {
        return "postgresql";
    }

    @Override
    public List<DatasetDefinition> datasets() {
        return datasets;
    }

    @Override
    public DatasetDefinition dataset(DatasetName wanted) {
        return datasets.stream()
                .filter(dataset -> dataset.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new BackupException(
                        ErrorCode.DATASET_NOT_FOUND,
                        "Source %s has no dataset %s; it has %s"
                                .formatted(
                                        name,
                                        wanted,
                                        datasets.stream()
                                                .map(dataset -> dataset.name().value())
                                                .collect(Collectors.joining(", ")))));
    }

    @Override
    public boolean safetyBackupOptional() {
        return safetyBackupOptional;
    }

    @Override
    public SourceSession openSource(SessionTag tag) {
        return new PostgresSourceSession(connector.open(tag), limits);
    }

    @Override
    public TargetSession openTarget(SessionTag tag) {
        return new PostgresTargetSession(connector.open(tag), tag, limits);
    }

    private static List<DatasetDefinition> withAll(List<DatasetDefinition> configured) {
        List<DatasetDefinition> datasets = new ArrayList<>(configured);
        if (configured.stream().noneMatch(dataset -> dataset.name().equals(DatasetName.ALL))) {
            datasets.add(DatasetDefinition.all());
        }
        return List.copyOf(datasets);
    }
}
