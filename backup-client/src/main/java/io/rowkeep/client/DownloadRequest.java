package io.rowkeep.client;

import java.io.InputStream;
import java.net.http.HttpResponse;

/** A backup as a file. For one thread. */
public final class DownloadRequest extends FileRequest<DownloadRequest> {

    private final String backupId;

    DownloadRequest(Connection connection, String backupId) {
        super(connection);
        this.backupId = backupId;
    }

    @Override
    DownloadRequest self() {
        return this;
    }

    @Override
    public Download open() {
        HttpResponse<InputStream> response = connection.open(at(Address.of("backups", backupId, "download")));
        return new Download(response, connection.watched(response), backupId);
    }
}
