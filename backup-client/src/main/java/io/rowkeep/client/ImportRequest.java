package io.rowkeep.client;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;

/** A request to make a backup of a file that was made elsewhere. It is never held in memory. For one thread. */
public final class ImportRequest {

    private final Connection connection;
    private final Address address;
    private String key = UUID.randomUUID().toString();

    ImportRequest(Connection connection, String source, String dataset) {
        this.connection = connection;
        this.address = Address.of("backups", "import").with("source", source).with("dataset", dataset);
    }

    /** The table of the records, {@code schema.name}, where the file names none. */
    public ImportRequest table(String table) {
        address.with("table", table);
        return this;
    }

    /** {@code json}, {@code jsonl}, {@code csv} or {@code copy}; seen in the content when left out. */
    public ImportRequest format(String format) {
        address.with("format", format);
        return this;
    }

    /** What you call the backup, up to 200 characters. */
    public ImportRequest label(String label) {
        address.with("label", label);
        return this;
    }

    /** Names the request: who asks again with the same key and the same file, from any process, gets the same job. */
    public ImportRequest idempotencyKey(String newKey) {
        key = newKey;
        return this;
    }

    /**
     * Sends the file; returns when it is stored and the job recorded, not when the backup is there. Sent again when no answer comes.
     *
     * @throws RowkeepException when it was refused, or nobody answered
     * @throws java.io.UncheckedIOException when there is no such file
     */
    public JobHandle start(Path file) {
        return send(SentFile.of(file));
    }

    /** The same for what a stream holds, which stays open and cannot be sent again. */
    public JobHandle start(InputStream content) {
        return send(SentFile.of(content));
    }

    private JobHandle send(SentFile file) {
        return new JobHandle(connection, connection.send(address, file, key).as(Job.class));
    }
}
