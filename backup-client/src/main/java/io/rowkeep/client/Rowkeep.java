package io.rowkeep.client;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Rowkeep, as a web application sees it: asks for jobs, waits for them, downloads backups, hears events. Thread-safe; one is enough
 * for an application.
 *
 * <pre>{@code
 * try (Rowkeep rowkeep = Rowkeep.connect(URI.create("https://rowkeep.example.org"), token)) {
 *     Job backup = rowkeep.backup("school", "people").label("before the import").start().awaitSuccess(Duration.ofMinutes(10));
 *     rowkeep.download(backup.requireBackupId()).format("zip").into(Path.of("backups"));
 * }
 * }</pre>
 *
 * <p>Calls are made again, with the same idempotency key, when no answer comes or the server is not able at the moment. What it refuses is a
 * {@link RowkeepException} with its stable code. The token is in no message, and goes to no other address.
 */
public final class Rowkeep implements AutoCloseable {

    private static final Duration LONGEST_COUNT = Duration.ofMinutes(5);
    private static final Duration COUNT_WAIT = Duration.ofSeconds(20);

    private final Connection connection;

    Rowkeep(Connection connection) {
        this.connection = connection;
    }

    /**
     * A client with the usual patience. Connects when it is first used.
     *
     * @param url of the API, as {@code https://rowkeep.example.org}
     * @param token its role decides what may be asked for
     */
    public static Rowkeep connect(URI url, String token) {
        return builder(url, token).build();
    }

    /** A client to be configured. */
    public static RowkeepBuilder builder(URI url, String token) {
        return new RowkeepBuilder(url, token);
    }

    /** Prepares a backup of a dataset; {@code all} is the dataset of every table. */
    public BackupRequest backup(String source, String dataset) {
        return new BackupRequest(connection, source, dataset);
    }

    /** Prepares to make a backup of a file that was made elsewhere, with records of a dataset's tables. */
    public ImportRequest importFile(String source, String dataset) {
        return new ImportRequest(connection, source, dataset);
    }

    /** Prepares a restore of a backup. */
    public RestoreRequest restore(String backupId) {
        return new RestoreRequest(connection, backupId);
    }

    /** Prepares to empty tables of a dataset. */
    public ClearRequest clear(String source, String dataset) {
        return new ClearRequest(connection, source, dataset);
    }

    /** Prepares to put tables back as they were before a clear or restore. */
    public UndoRequest undo(String jobId) {
        return new UndoRequest(connection, jobId);
    }

    /** Asks for the end of a job; it comes within seconds, if the job does not end before. */
    public JobHandle cancel(String jobId) {
        return handle(Call.post(Address.of("jobs", jobId, "cancel"), Map.of(), newKey()));
    }

    /** A job as it is now, to be looked at or waited for. */
    public JobHandle job(String jobId) {
        return handle(Call.get(Address.of("jobs", jobId)));
    }

    /** The differences that a {@link RestoreRequest#preview} found. */
    public DifferenceQuery differences(String previewJobId) {
        return new DifferenceQuery(connection, previewJobId);
    }

    /** The jobs there are. */
    public JobQuery jobs() {
        return new JobQuery(connection);
    }

    /** The backups there are. */
    public BackupQuery backups() {
        return new BackupQuery(connection);
    }

    /** A backup of the catalogue. */
    public Backup backup(String backupId) {
        return connection.send(Call.get(backupAddress(backupId))).as(Backup.class);
    }

    /** Deletes a backup, for good; refused while it is held. The job is of kind {@code prune}. */
    public JobHandle delete(String backupId) {
        return handle(Call.delete(backupAddress(backupId), newKey()));
    }

    /** Keeps a backup from retention and from being deleted, until {@link #release}. */
    public Backup hold(String backupId) {
        return patch(backupId, "held", true);
    }

    /** Takes back a {@link #hold}. */
    public Backup release(String backupId) {
        return patch(backupId, "held", false);
    }

    /** Calls a backup something else; null takes its label away. */
    public Backup label(String backupId, @Nullable String label) {
        return patch(backupId, "label", label);
    }

    /** Prepares the download of a backup. */
    public DownloadRequest download(String backupId) {
        return new DownloadRequest(connection, backupId);
    }

    /** Prepares a backup of a dataset that comes as a file at once, as the guests of a month do. */
    public ExportRequest export(String source, String dataset) {
        return new ExportRequest(connection, source, dataset);
    }

    /** The databases that Rowkeep looks after, as far as the token may see them. */
    public List<Source> sources() {
        Page<Source> page = connection.send(Call.get(Address.of("sources"))).pageOf(Source.class);
        return page.items();
    }

    /** Counts the rows of all tables of a source, which takes as long as the database takes to count; at most five minutes. */
    public RowCounts statistics(String source) {
        return statistics(source, "all");
    }

    /** Counts the rows of a dataset's tables, which takes as long as the database takes to count; at most five minutes. */
    public RowCounts statistics(String source, String dataset) {
        Address address = Address.of("sources", source, "statistics").with("dataset", dataset);
        Answer answer = connection.send(Call.longPoll(address, COUNT_WAIT));
        return answer.status() == 202
                ? RowCounts.of(new JobHandle(connection, answer.as(Job.class)).awaitSuccess(LONGEST_COUNT))
                : answer.as(RowCounts.class);
    }

    /** Tells the listeners, on a thread of its own, what happens from now on to jobs that the token may see; until it is closed. */
    public EventSubscription listen(JobListener... listeners) {
        return EventSubscription.begin(connection, Address.of("events"), List.of(listeners), false);
    }

    /** Ends what waits, listens or downloads. Jobs go on. */
    @Override
    public void close() {
        connection.close();
    }

    @Override
    public String toString() {
        return "Rowkeep[" + connection.url() + "]";
    }

    private JobHandle handle(Call call) {
        return new JobHandle(connection, connection.send(call).as(Job.class));
    }

    private Backup patch(String backupId, String field, @Nullable Object value) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(field, value);
        return connection.send(Call.patch(backupAddress(backupId), body)).as(Backup.class);
    }

    private static Address backupAddress(String backupId) {
        return Address.of("backups", backupId);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
