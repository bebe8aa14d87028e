package io.rowkeep.quickstart;

import io.rowkeep.api.ApiApplication;
import io.rowkeep.client.RowkeepException;
import io.rowkeep.quickstart.example.Tour;
import io.rowkeep.quickstart.example.TourFailure;
import io.rowkeep.worker.WorkerApplication;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** Starts the servers, then the API and a worker side by side, and takes the tour. */
final class Quickstart {

    private final QuickstartOptions options;
    private final Running running;
    private final PrintStream out;

    Quickstart(QuickstartOptions options, Running running, PrintStream out) {
        this.options = options;
        this.running = running;
        this.out = out;
    }

    /**
     * Returns when everything serves and the tour is over.
     *
     * @throws QuickstartFailure when something is not as it must be
     */
    void start() {
        long begin = System.nanoTime();
        DataFolder folder = running.add(DataFolder.open(options.data()));
        folder.belongTo(options.example.id());
        int port = port();
        out.printf("Starting Rowkeep; everything is kept in %s%n", folder.path(""));
        BackingServers servers = BackingServers.start(options, folder, running);
        AppSettings settings = AppSettings.of(options.example, servers, folder);
        CompletableFuture<Void> worker = CompletableFuture.runAsync(
                () -> running.add(WorkerApplication.start(settings.worker())),
                task -> Thread.ofPlatform().start(task));
        running.add(ApiApplication.start(settings.api(), port));
        worker.join();
        ConnectionFile connections = settings.connections("http://127.0.0.1:" + port);
        Path file = folder.write(connections);
        running.add(folder::removeConnections);
        out.printf(
                "Ready after %.1f s.%n",
                Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
        tour(servers, connections, folder);
        if (!options.once) {
            out.println();
            out.println("  API          " + connections.apiUrl());
            out.println("  admin token  " + connections.token());
            out.println("  connections  " + file);
            out.println("  its worker   " + settings.workerFile());
            out.println("  log          " + folder.path("rowkeep.log"));
        }
    }

    private void tour(BackingServers servers, ConnectionFile connections, DataFolder folder) {
        try {
            Tour.take(
                    options.example,
                    servers.places(),
                    URI.create(connections.apiUrl()),
                    connections.token(),
                    folder.path("tour"),
                    out);
        } catch (RowkeepException | TourFailure e) {
            throw new QuickstartFailure("The tour came to an end: " + e.getMessage(), e);
        }
    }

    private int port() {
        if (options.port != null && (options.port < 0 || options.port > 65535)) {
            throw new QuickstartFailure("--port is a number from 0 to 65535, not %d".formatted(options.port));
        }
        if (options.port != null) {
            return free(options.port)
                    .orElseThrow(() -> new QuickstartFailure(
                            "Port %d is taken: choose another one with --port".formatted(options.port)));
        }
        return free(QuickstartOptions.USUAL_PORT).orElseGet(() -> free(0).orElseThrow());
    }

    private static OptionalInt free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return OptionalInt.of(socket.getLocalPort());
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }
}
