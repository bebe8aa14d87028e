package io.rowkeep.quickstart;

import io.rowkeep.dataset.SourceType;
import io.rowkeep.quickstart.example.SampleAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A PostgreSQL server on 127.0.0.1 with its data in the quickstart's folder; every role needs its password. */
final class EmbeddedDatabase implements AutoCloseable {

    /** The major version of the binaries; a client of Debian 12 can dump it. */
    static final String MAJOR = "15";

    private static final String SUPERUSER = "postgres";

    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /** Starts the server, making its data folder at the first start. */
    static EmbeddedDatabase start(DataFolder folder, String password) {
        Path data = data(folder);
        refuseOtherMajor(data);
        endLeftover(folder);
        Path passwordFile = folder.path("postgresql.password");
        try {
            Files.writeString(passwordFile, password);
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOverrideWorkingDirectory(
                            folder.path("postgresql-binaries").toFile())
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setConnectConfig("password", password)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "150")
                    .setServerConfig("log_min_messages", "fatal")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                            folder.path("postgresql.log").toFile()))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                            folder.path("postgresql.log").toFile()))
                    .start();
            return new EmbeddedDatabase(server, password);
        } catch (IOException | IllegalStateException e) {
            throw new QuickstartFailure(
                    "PostgreSQL does not start on %s: its own words are in %s"
                            .formatted(data, folder.path("postgresql.log")),
                    e);
        } finally {
            deleteQuietly(passwordFile);
        }
    }

    /** Ends whatever server runs on this folder, whoever started it. */
    static void endLeftover(DataFolder folder) {
        PostmasterFile.endLeftover(data(folder));
    }

    private static Path data(DataFolder folder) {
        return folder.path("postgresql");
    }

    /** Makes a database and the role that owns it, both of this name; says whether the database is new. */
    boolean create(String name) throws SQLException {
        try (Connection connection = connect("postgres", SUPERUSER);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_roles where rolname = '%s'".formatted(name))) {
                statement.execute("create role %s login password '%s'".formatted(name, password));
            }
            if (exists(statement, "select 1 from pg_database where datname = '%s'".formatted(name))) {
                return false;
            }
            statement.execute("create database %s owner %s".formatted(name, name));
            return true;
        }
    }

    /** How to connect to a database made by {@link #create}. */
    SampleAddress database(String name) {
        return new SampleAddress(SourceType.POSTGRESQL, url(name), name, password);
    }

    private Connection connect(String database, String role) throws SQLException {
        return DriverManager.getConnection(url(database), role, password);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database);
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }

    private static void refuseOtherMajor(Path data) {
        Path version = data.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            return;
        }
        String major = read(version);
        if (!major.equals(MAJOR)) {
            throw new QuickstartFailure(
                    "The data in %s is of PostgreSQL %s and this quickstart runs PostgreSQL %s: choose another folder with --data"
                            .formatted(data, major, MAJOR));
        }
    }

    private static String read(Path version) {
        try {
            List<String> lines = Files.readAllLines(version);
            return lines.isEmpty() ? "an unknown version" : lines.get(0).strip();
        } catch (IOException e) {
            throw new QuickstartFailure("The file %s cannot be read".formatted(version), e);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new QuickstartFailure("The file %s cannot be deleted".formatted(file), e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
