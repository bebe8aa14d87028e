package io.rowkeep.quickstart;

import io.rowkeep.api.ApiApplication;
import io.rowkeep.api.ApiSettings;
import io.rowkeep.settings.SettingsReader;
import io.rowkeep.worker.WorkerApplication;
import io.rowkeep.worker.settings.WorkerSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the servers, the API and a worker, in that order, and takes the tour. */
final class Quickstart {

    private final QuickstartOptions options;
    private final Running running;
    private final PrintStream out;

    Quickstart(QuickstartOptions options, Running running, PrintStream out) {
        this.options = options;
        this.running = running;
        this.out = out;
    }

    /** Returns when the tour is over and everything serves. */
    void start() throws SQLException {
        DataFolder folder = running.add(DataFolder.open(options.data));
        int port = port();
        out.println("Starting PostgreSQL, a broker and an S3 server on " + options.data.toAbsolutePath() + " ...");
        BackingServers servers = BackingServers.start(options, folder, running);
    }
}
