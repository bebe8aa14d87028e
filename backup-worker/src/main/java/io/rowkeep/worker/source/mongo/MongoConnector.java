package io.rowkeep.worker.source.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.SessionTag;
import java.net.URLEncoder;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Opens sessions of one database. Thread-safe. */
final class MongoConnector {

    /** Four for what is read at once, and one for the pulse. */
    private static final int CONNECTIONS = 5;

    private final SourceName source;
    private final MongoClientSettings settings;
    private final String database;

    private MongoConnector(SourceName source, MongoClientSettings settings, String database) {
        this.source = source;
        this.settings = settings;
        this.database = database;
    }

    static MongoConnector of(SourceName source, String url, String username, String password, MongoLimits limits) {
        ConnectionString connection = parse(source, withCredentials(source, url, username, password));
        String database = Objects.requireNonNullElse(connection.getDatabase(), "");
        if (database.isEmpty()) {
            throw invalid(source);
        }
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(connection)
                .readConcern(ReadConcern.MAJORITY)
                .writeConcern(WriteConcern.MAJORITY)
                .applyToClusterSettings(cluster ->
                        cluster.serverSelectionTimeout(limits.connectTimeout().toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(limits.connectTimeout().toMillis(), TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.minSize(0).maxSize(CONNECTIONS))
                .build();
        return new MongoConnector(source, settings, database);
    }

    /** A session for reading, from whichever member of a replica set the url prefers; the caller's to close. */
    MongoConnection open(SessionTag tag) {
        return connect(tag, Objects.requireNonNull(settings.getReadPreference()));
    }

    /** A session for changing, which reads where it writes; the caller's to close. */
    MongoConnection openForChange(SessionTag tag) {
        return connect(tag, ReadPreference.primary());
    }

    private MongoConnection connect(SessionTag tag, ReadPreference preference) {
        MongoClientSettings tagged = MongoClientSettings.builder(settings)
                .applicationName(tag.applicationName())
                .readPreference(preference)
                .build();
        return MongoConnection.open(source, tagged, database);
    }

    /** The driver's own words for a url repeat it, with the password that it may hold. */
    private static ConnectionString parse(SourceName source, String url) {
        try {
            return new ConnectionString(url);
        } catch (IllegalArgumentException e) {
            throw invalid(source);
        } catch (MongoException e) {
            throw new BackupException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "The name server does not say where source %s is".formatted(source),
                    e);
        }
    }

    /** In the url, because the driver finds out there what goes with it: the database of the users, the mechanism. */
    private static String withCredentials(SourceName source, String url, String username, String password) {
        int host = url.indexOf("://") + 3;
        if (username.isEmpty() || host < 3) {
            return url;
        }
        int path = url.indexOf('/', host);
        if (url.substring(host, path < 0 ? url.length() : path).contains("@")) {
            throw new BackupException(
                    ErrorCode.INVALID_SETTING,
                    "The url of source %s names a user of its own besides the setting username".formatted(source));
        }
        return url.substring(0, host) + encoded(username) + ':' + encoded(password) + '@' + url.substring(host);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static BackupException invalid(SourceName source) {
        return new BackupException(
                ErrorCode.INVALID_SETTING,
                "The url of source %s is not of the form mongodb://host:port/database".formatted(source));
    }
}
