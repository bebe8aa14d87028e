package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Says to PostgreSQL's own programs, in their environment, how the driver's url connects. */
final class ClientEnvironment {

    private static final Map<PGProperty, String> SAME = Map.of(
            PGProperty.PG_HOST, "PGHOST",
            PGProperty.PG_PORT, "PGPORT",
            PGProperty.PG_DBNAME, "PGDATABASE",
            PGProperty.USER, "PGUSER",
            PGProperty.PASSWORD, "PGPASSWORD",
            PGProperty.SSL_MODE, "PGSSLMODE",
            PGProperty.SSL_ROOT_CERT, "PGSSLROOTCERT",
            PGProperty.OPTIONS, "PGOPTIONS",
            PGProperty.CHANNEL_BINDING, "PGCHANNELBINDING",
            PGProperty.GSS_ENC_MODE, "PGGSSENCMODE");

    private static final Map<String, String> SERVERS = Map.of(
            "any", "any",
            "primary", "primary",
            "master", "primary",
            "secondary", "standby",
            "slave", "standby",
            "prefersecondary", "prefer-standby",
            "preferslave", "prefer-standby");

    /** What is between the driver and us, and nothing to a program that reads or writes a dump. */
    private static final Set<String> OURS = Set.of(
                    PGProperty.SSL,
                    PGProperty.TARGET_SERVER_TYPE,
                    PGProperty.APPLICATION_NAME,
                    PGProperty.ASSUME_MIN_SERVER_VERSION,
                    PGProperty.AUTOSAVE,
                    PGProperty.BINARY_TRANSFER,
                    PGProperty.BINARY_TRANSFER_DISABLE,
                    PGProperty.BINARY_TRANSFER_ENABLE,
                    PGProperty.CANCEL_SIGNAL_TIMEOUT,
                    PGProperty.CONNECT_TIMEOUT,
                    PGProperty.CURRENT_SCHEMA,
                    PGProperty.DEFAULT_ROW_FETCH_SIZE,
                    PGProperty.HOST_RECHECK_SECONDS,
                    PGProperty.LOAD_BALANCE_HOSTS,
                    PGProperty.LOG_UNCLOSED_CONNECTIONS,
                    PGProperty.LOGIN_TIMEOUT,
                    PGProperty.MAX_RESULT_BUFFER,
                    PGProperty.PREFER_QUERY_MODE,
                    PGProperty.PREPARE_THRESHOLD,
                    PGProperty.PREPARED_STATEMENT_CACHE_QUERIES,
                    PGProperty.PREPARED_STATEMENT_CACHE_SIZE_MIB,
                    PGProperty.READ_ONLY,
                    PGProperty.RECEIVE_BUFFER_SIZE,
                    PGProperty.REWRITE_BATCHED_INSERTS,
                    PGProperty.SEND_BUFFER_SIZE,
                    PGProperty.SOCKET_TIMEOUT,
                    PGProperty.STRING_TYPE,
                    PGProperty.TCP_KEEP_ALIVE,
                    PGProperty.TCP_NO_DELAY)
            .stream()
            .map(PGProperty::getName)
            .collect(Collectors.toSet());

    private ClientEnvironment() {}

    /**
     * The variables, the password among them: never to be printed.
     *
     * @param given user, password and what else the driver is given beside the url, which may say otherwise
     * @throws BackupException with {@code UNSUPPORTED} naming what the url has that the programs know in no such form
     */
    static Map<String, String> of(SourceName source, String url, Properties given) {
        Properties effective = parsed(source, url, given);
        Set<String> named = parsed(source, url, new Properties()).stringPropertyNames();
        Set<String> same = SAME.keySet().stream().map(PGProperty::getName).collect(Collectors.toSet());
        named.stream()
                .filter(name -> !same.contains(name) && !OURS.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw unknown(source, name);
                });
        Map<String, String> environment = new HashMap<>();
        SAME.forEach((property, variable) -> {
            String value = effective.getProperty(property.getName());
            if (value != null) {
                environment.put(variable, value);
            }
        });
        environment.computeIfPresent("PGHOST", (variable, hosts) -> hosts.replaceAll("[\\[\\]]", ""));
        if (!environment.containsKey("PGSSLMODE") && asksForTls(effective)) {
            environment.put("PGSSLMODE", "verify-full");
        }
        String server = effective.getProperty(PGProperty.TARGET_SERVER_TYPE.getName());
        if (server != null) {
            environment.put("PGTARGETSESSIONATTRS", sessions(source, server));
        }
        environment.put("PGAPPNAME", given.getProperty(PGProperty.APPLICATION_NAME.getName(), "rowkeep"));
        environment.put("PGCONNECT_TIMEOUT", given.getProperty(PGProperty.CONNECT_TIMEOUT.getName(), "10"));
        return environment;
    }

    private static boolean asksForTls(Properties effective) {
        String ssl = effective.getProperty(PGProperty.SSL.getName());
        return ssl != null && (ssl.isEmpty() || Boolean.parseBoolean(ssl));
    }

    private static String sessions(SourceName source, String server) {
        String attributes = SERVERS.get(server.toLowerCase(Locale.ROOT));
        if (attributes == null) {
            throw unknown(source, PGProperty.TARGET_SERVER_TYPE.getName() + "=" + server);
        }
        return attributes;
    }

    private static Properties parsed(SourceName source, String url, Properties given) {
        Properties parsed = Driver.parseURL(url, given);
        if (parsed == null) {
            throw new IllegalStateException("The driver does not know the url of source " + source);
        }
        return parsed;
    }

    private static BackupException unknown(SourceName source, String what) {
        return new BackupException(
                ErrorCode.UNSUPPORTED,
                "The url of source %s has the parameter %s, which pg_dump and pg_restore cannot be given: leave it out, or back up tables instead of the system"
                        .formatted(source, what));
    }
}
