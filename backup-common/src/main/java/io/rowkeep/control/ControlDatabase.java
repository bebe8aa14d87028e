package io.rowkeep.control;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.settings.ControlSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to the control database and brings its schema up to date. */
final class ControlDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(ControlDatabase.class);
    private static final int CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    // Any number that nobody else locks: "rowkeep" in ASCII.
    private static final long MIGRATION_LOCK = 0x726f776b656570L;

    private ControlDatabase() {}

    /**
     * Opens a pool, waiting up to half a minute for a server that is still coming up.
     *
     * @throws BackupException with {@code CONTROL_UNAVAILABLE} when there is none by then, or when it refuses us
     */
    static HikariDataSource connect(ControlSettings settings) {
        HikariConfig config = config(settings);
        config.setPoolName("control");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        // A heartbeat must not hang on a server that vanished; nothing we ask takes nearly as long.
        config.addDataSourceProperty("socketTimeout", "30");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return new HikariDataSource(config);
            } catch (PoolInitializationException e) {
                String reason =
                        e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
                if (refused(e) || System.nanoTime() > deadline) {
                    throw new BackupException(
                            ErrorCode.CONTROL_UNAVAILABLE,
                            "The control database at %s cannot be used: %s".formatted(settings.place(), reason),
                            e);
                }
                LOG.info("Waiting for the control database at {}: {}", settings.place(), reason);
                pause();
            }
        }
    }

    /**
     * Opens a pool of one connection without asking whether there is a server.
     *
     * @param patience what a call may take, including the wait for the connection
     */
    static HikariDataSource single(ControlSettings settings, Duration patience) {
        long seconds = Math.max(1, patience.toSeconds());
        HikariConfig config = config(settings);
        config.setPoolName("control-lease");
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(Math.max(250, patience.toMillis()));
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("socketTimeout", Long.toString(seconds));
        return new HikariDataSource(config);
    }

    /** Applies what is missing. Processes that start together take turns. */
    static Flyway migrate(DataSource database) {
        Flyway flyway = Flyway.configure()
                .dataSource(database)
                .locations("classpath:io/rowkeep/control/migration")
                .defaultSchema("rowkeep")
                .table("control_migration")
                // The ledger of a target in the same database may have made the schema before us.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(%d)".formatted(MIGRATION_LOCK));
            try {
                flyway.migrate();
            } finally {
                statement.execute("select pg_advisory_unlock(%d)".formatted(MIGRATION_LOCK));
            }
            return flyway;
        } catch (SQLException e) {
            throw new BackupException(
                    ErrorCode.CONTROL_UNAVAILABLE,
                    "The schema of the control database could not be brought up to date: " + e.getMessage(),
                    e);
        }
    }

    private static HikariConfig config(ControlSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.addDataSourceProperty("ApplicationName", "rowkeep-control");
        config.addDataSourceProperty("connectTimeout", "10");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // Job rows may name keys of the applications' rows, which are for no log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return config;
    }

    // A wrong password (class 28) or database name (3D) does not become right by waiting.
    private static boolean refused(PoolInitializationException e) {
        return e.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && (cause.getSQLState().startsWith("28") || cause.getSQLState().startsWith("3D"));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException(
                    ErrorCode.CONTROL_UNAVAILABLE,
                    "The start was interrupted while waiting for the control database",
                    e);
        }
    }
}
