package io.rowkeep.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A private node of the RabbitMQ that a Debian package installed: own folder, cookie and ports on 127.0.0.1, nothing in common
 * with the system's broker. Node and port mapper go with this JVM, also when it is killed.
 */
final class InstalledNode implements RabbitNode {

    private final Path programs;
    private final Path folder;
    private final int port;
    private final int mapperPort;
    private final int distributionPort;
    private @Nullable Process server;

    private InstalledNode(Path programs) throws IOException {
        this.programs = programs;
        List<Integer> ports = FreePort.find(3);
        port = ports.get(0);
        mapperPort = ports.get(1);
        distributionPort = ports.get(2);
        folder = Files.createTempDirectory("rowkeep-rabbit");
        Path cookie = Files.writeString(
                folder.resolve(".erlang.cookie"), UUID.randomUUID().toString());
        Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
        Files.writeString(folder.resolve("enabled_plugins"), "[].");
        Files.writeString(folder.resolve("rabbitmq.conf"), "disk_free_limit.absolute = 50MB\n");
        Watchdog watchdog = Watchdog.guard(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(watchdog::release));
        // Started by us and not by the server, because it outlives the server.
        launch("mapper", "epmd", "-address", "127.0.0.1", "-port", Integer.toString(mapperPort));
    }

    /** A node that is not started yet, or empty where the package is not installed. */
    static Optional<RabbitNode> find() {
        Path library = Path.of("/usr/lib/rabbitmq/lib");
        if (!Files.isDirectory(library)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(library)) {
            Optional<Path> programs = versions.map(version -> version.resolve("sbin"))
                    .filter(sbin -> Files.isExecutable(sbin.resolve("rabbitmq-server")))
                    .max(Path::compareTo);
            return programs.isEmpty() ? Optional.empty() : Optional.of(new InstalledNode(programs.get()));
        } catch (IOException e) {
            throw new UncheckedIOException("A private RabbitMQ node cannot be prepared", e);
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            throw new IllegalStateException("RabbitMQ is running already");
        }
        try {
            server = launch("server", programs.resolve("rabbitmq-server").toString());
        } catch (IOException e) {
            throw new UncheckedIOException("RabbitMQ cannot be started", e);
        }
        AmqpProbe.awaitAnswer(host(), port);
    }

    @Override
    public synchronized void stop() {
        end(Process::destroy);
    }

    @Override
    public synchronized void kill() {
        end(process -> {
            List<ProcessHandle> family = process.descendants().toList();
            process.destroyForcibly();
            family.forEach(ProcessHandle::destroyForcibly);
        });
    }

    private void end(Consumer<Process> how) {
        Process running = server;
        if (running == null) {
            return;
        }
        List<ProcessHandle> family = running.descendants().toList();
        how.accept(running);
        family.forEach(
                process -> process.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        running.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        server = null;
        try {
            Files.deleteIfExists(folder.resolve("server.pid"));
            Files.deleteIfExists(folder.resolve("node.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String ctl(String... arguments) {
        try {
            ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                                    Stream.of(programs.resolve("rabbitmqctl").toString(), "-q"), Stream.of(arguments))
                            .toList())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment());
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "rabbitmqctl %s failed: %s".formatted(String.join(" ", arguments), output));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("rabbitmqctl was not waited for", e);
        }
    }

    private Process launch(String name, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Watchdog.detached(command))
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(folder.resolve(name + ".out").toFile());
        builder.environment().putAll(environment());
        Process process = builder.start();
        Files.writeString(folder.resolve(name + ".pid"), process.pid() + "\n");
        return process;
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("HOME", folder.toString()),
                Map.entry("ERL_EPMD_PORT", Integer.toString(mapperPort)),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODENAME", "rowkeep@localhost"),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distributionPort)),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
                Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        folder.resolve("enabled_plugins").toString()),
                Map.entry(
                        "RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
                Map.entry("RABBITMQ_PID_FILE", folder.resolve("node.pid").toString()),
                Map.entry(
                        "RABBITMQ_GENERATED_CONFIG_DIR",
                        folder.resolve("config").toString()));
    }
}
