package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.SessionTag;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens sessions in which the server prints and parses every value the same way, whatever its configuration says. Thread-safe. */
final class PostgresConnector {

    private static final int OLDEST_SERVER = 14;
    private static final int TRANSACTION_TIMEOUT_SINCE = 17;

    /** The driver sets TimeZone and DateStyle itself while connecting, so everything is set after that. */
    private static final String PINS = """
            set client_encoding = 'UTF8'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set timezone = 'UTC';
            set extra_float_digits = 3; set bytea_output = 'hex'; set lc_monetary = 'C'; set xmloption = 'content';
            set search_path = ''; set row_security = off; set synchronize_seqscans = off; set quote_all_identifiers = off;
            set array_nulls = on; set transform_null_equals = off; set standard_conforming_strings = on;
            set default_transaction_isolation = 'read committed'; set default_transaction_read_only = off;
            set default_transaction_deferrable = off; set statement_timeout = 0;
            set idle_in_transaction_session_timeout = 0; set idle_session_timeout = 0;
            set tcp_keepalives_idle = 60; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 6;
            """;

    private final SourceName source;
    private final String url;
    private final String username;
    private final String password;
    private final PostgresLimits limits;

    PostgresConnector(SourceName source, String url, String username, String password, PostgresLimits limits) {
        if (!url.startsWith("jdbc:postgresql:") || Driver.parseURL(url, new Properties()) == null) {
            // The url itself may hold a password and is not repeated.
            throw new BackupException(
                    ErrorCode.INVALID_SETTING,
                    "The url of source %s is not of the form jdbc:postgresql://host:port/database".formatted(source));
        }
        this.source = source;
        this.url = url;
        this.username = username;
        this.password = password;
        this.limits = limits;
    }

    /** Connects; the session is the caller's to close. */
    PostgresConnection open(SessionTag tag) {
        try {
            Connection jdbc = new Driver().connect(url, properties(tag));
            if (jdbc == null) {
                throw new IllegalStateException("The driver does not know the url of source " + source);
            }
            return pinned(jdbc, tag);
        } catch (SQLException e) {
            throw PostgresErrors.translate(source, null, e);
        }
    }

    /** What programs of PostgreSQL have to be told to connect as this does; holds the password. */
    Map<String, String> clientEnvironment(SessionTag tag) {
        return ClientEnvironment.of(source, url, properties(tag));
    }

    private PostgresConnection pinned(Connection jdbc, SessionTag tag) throws SQLException {
        try {
            int major = jdbc.getMetaData().getDatabaseMajorVersion();
            requireSupported(major, jdbc.getMetaData().getDatabaseProductVersion());
            try (Statement statement = jdbc.createStatement()) {
                statement.execute(PINS);
                statement.execute("set lock_timeout = " + limits.lockTimeout().toMillis());
                statement.execute("set application_name = " + Quoted.text(tag.applicationName()));
                if (major >= TRANSACTION_TIMEOUT_SINCE) {
                    statement.execute("set transaction_timeout = 0");
                }
            }
            return new PostgresConnection(source, jdbc);
        } catch (SQLException | RuntimeException e) {
            jdbc.close();
            throw e;
        }
    }

    private void requireSupported(int major, String version) {
        if (major < OLDEST_SERVER) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "Source %s runs PostgreSQL %s, and Rowkeep works with version %d or newer"
                            .formatted(source, version, OLDEST_SERVER));
        }
    }

    private Properties properties(SessionTag tag) {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, username);
        PGProperty.PASSWORD.set(properties, password);
        PGProperty.APPLICATION_NAME.set(properties, tag.applicationName());
        PGProperty.CONNECT_TIMEOUT.set(properties, (int) limits.connectTimeout().toSeconds());
        PGProperty.LOGIN_TIMEOUT.set(properties, (int) limits.connectTimeout().toSeconds());
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, 1);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // An exception's own message is for logs, where no row may stand; PostgresErrors reads the parts of it.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        return properties;
    }
}
