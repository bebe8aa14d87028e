package io.rowkeep.worker.source.mongo;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * One client of a server, for one session of ours. Every failure of what runs through {@link #run} and {@link #on} is translated.
 * Any thread may ask and {@link #interrupt()}; one opens sessions and closes it.
 */
final class MongoConnection implements AutoCloseable {

    private static final BsonDocument BUILD_INFO = new BsonDocument("buildInfo", new BsonInt32(1));

    private final SourceName source;
    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoAbilities abilities;
    private final String version;
    private final Queue<ClientSession> sessions = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private MongoConnection(
            SourceName source, MongoClient client, MongoDatabase database, MongoAbilities abilities, String version) {
        this.source = source;
        this.client = client;
        this.database = database;
        this.abilities = abilities;
        this.version = version;
    }

    /** Connects and asks the server who it is. */
    static MongoConnection open(SourceName source, MongoClientSettings settings, String name) {
        MongoClient client = MongoClients.create(settings);
        try {
            MongoDatabase database = client.getDatabase(name);
            String version = database.runCommand(BUILD_INFO, BsonDocument.class)
                    .getString("version")
                    .getValue();
            return new MongoConnection(
                    source, client, database, MongoAbilities.of(client.getClusterDescription()), version);
        } catch (MongoException e) {
            client.close();
            throw MongoErrors.translate(source, null, e);
        }
    }

    SourceName source() {
        return source;
    }

    /** The database of the source's url. */
    MongoDatabase database() {
        return database;
    }

    /** As the server says it, for example {@code 8.0.4}. */
    String version() {
        return version;
    }

    MongoAbilities abilities() {
        return abilities;
    }

    /** A collection whose documents stay the bytes that they are. */
    MongoCollection<RawBsonDocument> collection(TableName table) {
        return database.getCollection(table.name(), RawBsonDocument.class);
    }

    /** Begins a session of the server, which {@link #interrupt} ends; the caller's to close. */
    ClientSession startSession(ClientSessionOptions options) {
        ClientSession session = run(() -> client.startSession(options));
        sessions.add(session);
        return session;
    }

    /** Asks the server for something that is about no collection in particular. */
    <T> T run(Supplier<T> request) {
        return about(null, request);
    }

    /** Asks the server for something about a collection, which the failure then names. */
    <T> T on(TableName table, Supplier<T> request) {
        return about(table, request);
    }

    /** Runs a command of the database. */
    BsonDocument command(BsonDocument command) {
        return run(() -> database.runCommand(command, BsonDocument.class));
    }

    private <T> T about(@Nullable TableName table, Supplier<T> request) {
        try {
            requireOpen();
            return request.get();
        } catch (MongoException e) {
            requireOpen();
            throw MongoErrors.translate(source, table, e);
        } catch (IllegalStateException e) {
            // What the driver says once its client is closed.
            requireOpen();
            throw e;
        }
    }

    /** Waits, but not longer than the session lasts: then it fails like any request. */
    void pause(Duration time) {
        try {
            if (ended.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                requireOpen();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException(
                    ErrorCode.SOURCE_UNAVAILABLE, "Source %s: this session was interrupted".formatted(source), e);
        }
    }

    private void requireOpen() {
        if (ended.getCount() == 0) {
            throw new BackupException(
                    ErrorCode.SOURCE_UNAVAILABLE, "Source %s: this session was ended".formatted(source));
        }
    }

    /**
     * Ends what the session is doing, from any thread: the call in progress fails where the server has sessions, and the next one
     * everywhere.
     */
    void interrupt() {
        ended.countDown();
        try {
            BsonArray ids = new BsonArray();
            sessions.forEach(session -> ids.add(session.getServerSession().getIdentifier()));
            if (!ids.isEmpty()) {
                client.getDatabase("admin").runCommand(new BsonDocument("killSessions", ids));
            }
        } catch (MongoException | IllegalStateException e) {
            // Not to be reached, or closed already: without its client the session is of no use either way.
        } finally {
            client.close();
        }
    }

    /** Ends the client; what a transaction has not committed is gone. */
    @Override
    public void close() {
        ended.countDown();
        client.close();
    }
}
