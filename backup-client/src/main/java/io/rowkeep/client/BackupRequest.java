package io.rowkeep.client;

import java.util.Collection;
import java.util.List;

/** A request for a backup. */
public final class BackupRequest extends JobRequest<BackupRequest> {

    BackupRequest(Connection connection, String source, String dataset) {
        super(connection, Address.of("backups"));
        with("source", source).with("dataset", dataset);
    }

    @Override
    BackupRequest self() {
        return this;
    }

    /** Only these tables of the dataset, {@code schema.name}. */
    public BackupRequest tables(String... tables) {
        return tables(List.of(tables));
    }

    /** Only these tables of the dataset, {@code schema.name}. */
    public BackupRequest tables(Collection<String> tables) {
        return withTables(tables);
    }

    /** {@code json}, {@code csv} or {@code native}; {@code json} when left out. {@code system} takes the whole database and the application's files. */
    public BackupRequest format(String format) {
        return with("format", format);
    }

    /** What you call it, up to 200 characters. */
    public BackupRequest label(String label) {
        return with("label", label);
    }
}
