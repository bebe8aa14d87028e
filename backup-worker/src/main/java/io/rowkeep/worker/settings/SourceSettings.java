package io.rowkeep.worker.settings;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.worker.source.FileFolder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database that the worker looks after.
 *
 * @param url JDBC URL, or the connection string of MongoDB; may hold a password and is never printed
 * @param username whom to sign in as; empty for nobody, or for whom the url names
 * @param password never printed
 * @param datasets the configured ones; every source has {@code all} besides
 * @param safetyBackupOptional whether a request may ask for a change without a safety backup
 * @param previewRequired whether a restore must name a preview
 * @param files the application's files; null when it has none
 */
public record SourceSettings(
        SourceName name,
        SourceType type,
        String url,
        String username,
        String password,
        List<DatasetDefinition> datasets,
        boolean safetyBackupOptional,
        boolean previewRequired,
        @Nullable FileFolder files) {

    public SourceSettings {
        datasets = List.copyOf(datasets);
    }

    /** Of an application without files. */
    public SourceSettings(
            SourceName name,
            SourceType type,
            String url,
            String username,
            String password,
            List<DatasetDefinition> datasets,
            boolean safetyBackupOptional,
            boolean previewRequired) {
        this(name, type, url, username, password, datasets, safetyBackupOptional, previewRequired, null);
    }

    @Override
    public String toString() {
        return "SourceSettings[name=%s, type=%s, username=%s]".formatted(name, type, username);
    }
}
