package io.rowkeep.broker;

import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.store.derby.DerbyUtils;

/**
 * Apache Qpid Broker-J in this JVM: AMQP 0-9-1 on 127.0.0.1, one user, the virtual host {@code /}. It knows no quorum queues
 * and refuses nearly every {@code x-} argument of a queue. It touches nobody's logging configuration; it logs by SLF4J,
 * where {@code org.apache.qpid} is worth reading from WARN and {@code DERBY}, which reports every start, from ERROR. Safe for
 * use by several threads.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final SystemLauncher launcher;
    private final int port;
    private final String username;
    private final String password;

    private EmbeddedBroker(SystemLauncher launcher, int port, String username, String password) {
        this.launcher = launcher;
        this.port = port;
        this.username = username;
        this.password = password;
    }

    /**
     * Starts a broker that forgets everything when it is closed; takes about three seconds.
     *
     * @param port the TCP port on 127.0.0.1; 0 for any free one
     * @throws IllegalStateException when it cannot start, for one because the port is taken
     */
    public static EmbeddedBroker startInMemory(int port, String username, String password) {
        return start("memory.json", Map.of(), port, username, password);
    }

    /**
     * Starts a broker whose durable queues, with their persistent messages, survive a restart on the same folder.
     *
     * @param store a folder for this broker only; made when it is missing
     * @param port the TCP port on 127.0.0.1; 0 for any free one
     * @throws IllegalStateException when it cannot start: the port is taken, or another process uses the folder
     */
    public static EmbeddedBroker startOnDisk(Path store, int port, String username, String password) {
        Map<String, String> folder =
                Map.of("rowkeep.store", store.toAbsolutePath().toString());
        return start("disk.json", folder, port, username, password);
    }

    /** The address for clients, with user and password; its virtual host is {@code /}. */
    public URI amqpUri() {
        return URI.create("amqp://%s:%s@127.0.0.1:%d".formatted(encode(username), encode(password), port));
    }

    public int port() {
        return port;
    }

    /** Closes all connections and frees the port. A second call does nothing. */
    @Override
    public void close() {
        try {
            launcher.shutdown();
        } catch (IllegalStateException e) {
            // When the JVM ends, the broker's own shutdown hook closes it as well, and has begun.
        }
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static EmbeddedBroker start(
            String configuration, Map<String, String> store, int port, String username, String password) {
        // Before the driver is loaded, which any start does; otherwise there is a derby.log in the working folder.
        DerbyUtils.configureDerbyLogging();
        StartListener listener = new StartListener();
        SystemLauncher launcher = new SystemLauncher(listener);
        Map<String, String> context = new HashMap<>(store);
        context.put("rowkeep.port", Integer.toString(port));
        context.put("rowkeep.username", username);
        context.put("rowkeep.password", password);
        context.put("qpid.broker.defaultPreferenceStoreAttributes", "{\"type\": \"Noop\"}");
        try {
            // Both files by their addresses: the launcher's "classpath:" is unknown inside an executable jar.
            launcher.startup(Map.of(
                    ConfiguredObject.TYPE,
                    "Memory",
                    ConfiguredObject.CONTEXT,
                    context,
                    SystemConfig.INITIAL_CONFIGURATION_LOCATION,
                    resource(configuration),
                    SystemConfig.INITIAL_SYSTEM_PROPERTIES_LOCATION,
                    resource("system.properties"),
                    SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT,
                    false));
            return new EmbeddedBroker(launcher, listener.boundPort(), username, password);
        } catch (Exception e) {
            launcher.shutdown();
            throw new IllegalStateException(
                    "The embedded broker cannot start on port %d: %s".formatted(port, e.getMessage()), e);
        }
    }

    private static String resource(String name) {
        URL location = Objects.requireNonNull(EmbeddedBroker.class.getResource(name), name);
        return location.toExternalForm();
    }
}
