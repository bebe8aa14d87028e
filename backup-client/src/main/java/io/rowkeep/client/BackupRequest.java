package io.rowkeep.client;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request for a backup. */
public final class BackupRequest extends JobRequest<BackupRequest> {

    private final Map<String, Object> parameters = new LinkedHashMap<>();

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

    /** A parameter of the dataset's query: a number, a text, true, false or a day. */
    public BackupRequest parameter(String name, Object value) {
        parameters.put(name, value instanceof Number || value instanceof Boolean ? value : value.toString());
        return with("parameters", parameters);
    }

    /** What you call it, up to 200 characters. */
    public BackupRequest label(String label) {
        return with("label", label);
    }
}
