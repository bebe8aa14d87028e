package io.rowkeep.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A backup that is made and comes as a file at once. Every call makes one, which stays in the catalogue, so that a call that nobody answered
 * is not made again. For one thread.
 */
public final class ExportRequest extends FileRequest<ExportRequest> {

    private static final int ACCEPTED = 202;
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(5);

    private final String source;
    private final String dataset;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private Duration patience = USUAL_PATIENCE;

    ExportRequest(Connection connection, String source, String dataset) {
        super(connection);
        this.source = source;
        this.dataset = dataset;
    }

    @Override
    ExportRequest self() {
        return this;
    }

    /** A parameter of the dataset's query: a number, a text, true, false or a day. */
    public ExportRequest parameter(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    /** How long the backup may take; five minutes when left out. */
    public ExportRequest within(Duration longest) {
        patience = longest;
        return this;
    }

    /**
     * Opens it, when the backup is made; the caller reads and closes.
     *
     * @throws JobFailedException when the backup failed after the server had answered with its job
     * @throws JobTimeoutException when it took too long
     * @throws RowkeepException when it was refused, failed at once, or nobody answered
     */
    @Override
    public Download open() {
        Duration wait = patience.compareTo(ANSWER) < 0 ? patience : ANSWER;
        Address address =
                at(Address.of("sources", source, "datasets", dataset, "export")).with("wait", wait.toMillis() + "ms");
        parameters.forEach(address::with);
        HttpResponse<InputStream> response = connection.openOnce(address, wait);
        if (response.statusCode() == ACCEPTED) {
            return whenMade(job(response), wait);
        }
        return new Download(response, connection.watched(response), source + "-" + dataset);
    }

    private Download whenMade(Job job, Duration waited) {
        Job ended = new JobHandle(connection, job).awaitSuccess(patience.minus(waited));
        String backup = ended.requireBackupId();
        HttpResponse<InputStream> response = connection.open(at(Address.of("backups", backup, "download")));
        return new Download(response, connection.watched(response), backup);
    }

    private Job job(HttpResponse<InputStream> response) {
        try (InputStream body = connection.watched(response)) {
            return new Answer(ACCEPTED, body.readAllBytes()).as(Job.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The answer to an export broke off", e);
        }
    }
}
