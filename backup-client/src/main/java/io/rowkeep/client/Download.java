package io.rowkeep.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A download under way; close it. For one thread. */
public final class Download implements AutoCloseable {

    private static final int BUFFER = 64 << 10;

    private final HttpHeaders headers;
    private final InputStream body;
    private final String backupId;

    Download(HttpResponse<InputStream> response, InputStream body, String backupId) {
        this.headers = response.headers();
        this.body = body;
        this.backupId = backupId;
        requireAnEnd(response);
    }

    /** The name that the server gives the file, without any path. */
    public String fileName() {
        return headers.firstValue("Content-Disposition")
                .flatMap(ContentDisposition::fileName)
                .orElse("backup-" + backupId.replaceAll("[^A-Za-z0-9-]", "_"));
    }

    /** The media type. */
    public String contentType() {
        return headers.firstValue("Content-Type").orElse("application/octet-stream");
    }

    /** The content. A read throws when the connection breaks off or falls silent: who has read to the end has all of it. */
    public InputStream stream() {
        return body;
    }

    long copyTo(OutputStream out) {
        byte[] buffer = new byte[BUFFER];
        long copied = 0;
        for (int count = read(buffer); count >= 0; count = read(buffer)) {
            try {
                out.write(buffer, 0, count);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            copied += count;
        }
        return copied;
    }

    private int read(byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw broken(e.getMessage(), e);
        }
    }

    // Over HTTP/1.1, an answer that tells neither its length nor its end looks complete wherever it breaks off.
    private void requireAnEnd(HttpResponse<InputStream> response) {
        boolean framed = response.version() != Version.HTTP_1_1
                || headers.firstValue("Content-Length").isPresent()
                || headers.firstValue("Transfer-Encoding").isPresent();
        if (!framed) {
            close();
            throw broken("nothing in it tells where it ends", null);
        }
    }

    private RowkeepException broken(@Nullable String reason, @Nullable IOException cause) {
        return new RowkeepException(
                0,
                RowkeepException.BROKEN_ANSWER,
                "The download of backup %s is not complete: %s".formatted(backupId, reason),
                cause);
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
