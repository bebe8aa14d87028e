package io.rowkeep.worker.source.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.Requester;
import io.rowkeep.testing.MongoServer;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.SourceDefinition;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** A database of its own on the server in this JVM, and sessions that change it. */
final class MongoBench implements AutoCloseable {

    static final TableName USERS = table("users");

    /** What every change is told about columns: a document has its own. */
    static final List<String> COLUMNS = List.of("_id");

    final String url;
    private final MongoClient client;
    private final MongoDatabase database;

    MongoBench() {
        this(MongoServer.shared().database());
    }

    /** A database of another server. */
    MongoBench(String url) {
        this.url = url;
        this.client = MongoClients.create(url);
        this.database = client.getDatabase(Objects.requireNonNull(new ConnectionString(url).getDatabase()));
    }

    MongoSource source(DatasetDefinition... datasets) {
        return source(new SourceName("market"), datasets);
    }

    MongoSource source(SourceName name, DatasetDefinition... datasets) {
        SourceDefinition definition = new SourceDefinition(name, SourceType.MONGODB, List.of(datasets), true, false);
        return new MongoSource(definition, url, "", "", MongoLimits.DEFAULT);
    }

    /** A session for another job each time. */
    TargetSession session() {
        return session(new JobId(UUID.randomUUID()), 1);
    }

    TargetSession session(JobId job, int attempt) {
        return begun(source().openTarget(SessionTag.of(job, attempt)));
    }

    /** A session that does something before each write to a collection of the application. */
    TargetSession session(JobId job, int attempt, Runnable step) {
        SessionTag tag = SessionTag.of(job, attempt);
        MongoConnector connector = MongoConnector.of(source().name(), url, "", "", MongoLimits.DEFAULT);
        return begun(new MongoTargetSession(connector.openForChange(tag), tag, step));
    }

    /** A session that does not wait long for jobs that nobody is at work on. */
    TargetSession impatient(JobId job) {
        SessionTag tag = SessionTag.of(job, 1);
        MongoConnector connector = MongoConnector.of(source().name(), url, "", "", MongoLimits.DEFAULT);
        return begun(new MongoTargetSession(connector.openForChange(tag), tag, () -> {}, Duration.ofSeconds(1)));
    }

    /** A session of which somebody hears every command. */
    TargetSession session(JobId job, CommandListener listener) {
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(url))
                .addCommandListener(listener)
                .build();
        MongoConnection connection = MongoConnection.open(source().name(), settings, database.getName());
        return begun(new MongoTargetSession(connection, SessionTag.of(job, 1), () -> {}));
    }

    private static TargetSession begun(TargetSession session) {
        session.endOtherSessions();
        session.ensureLedger();
        return session;
    }

    static LedgerRow row(JobId job) {
        return row(job, 1);
    }

    static LedgerRow row(JobId job, int attempt) {
        return LedgerRow.applied(job, attempt, new Requester("tests"), null);
    }

    /** Does something to collections and commits it. */
    JobStatistics change(List<TableName> tables, Consumer<TargetChange> work) {
        JobId job = new JobId(UUID.randomUUID());
        return change(job, session(job, 1), tables, work);
    }

    /** The same, while somebody hears every command. */
    JobStatistics change(List<TableName> tables, CommandListener listener, Consumer<TargetChange> work) {
        JobId job = new JobId(UUID.randomUUID());
        return change(job, session(job, listener), tables, work);
    }

    private static JobStatistics change(
            JobId job, TargetSession opened, List<TableName> tables, Consumer<TargetChange> work) {
        try (TargetSession session = opened;
                TargetChange change = session.begin(row(job), tables).orElseThrow()) {
            work.accept(change);
            return finish(change);
        }
    }

    static JobStatistics finish(TargetChange change) {
        change.apply();
        change.settle(Map.of());
        return change.commit(JobStatistics.of(List.of(), 1, List.of(), List.of()), null);
    }

    /** Puts documents there, in whatever JSON. */
    void insert(String collection, String... documents) {
        collection(collection)
                .insertMany(Arrays.stream(documents).map(RawBsonDocument::parse).toList());
    }

    MongoCollection<RawBsonDocument> collection(String name) {
        return database.getCollection(name, RawBsonDocument.class);
    }

    /** All documents of a collection, in order of their id, in relaxed JSON. */
    List<String> contents(String name) {
        return collection(name)
                .find()
                .sort(BsonDocument.parse("{_id: 1}"))
                .map(RawBsonDocument::toJson)
                .into(new ArrayList<>());
    }

    /** The names of all collections that are left. */
    List<String> collections() {
        return database.listCollectionNames().into(new ArrayList<>()).stream()
                .sorted()
                .toList();
    }

    static TableName table(String name) {
        return CollectionTable.name(name);
    }

    static KeepRule rule(String table, String filter) {
        return new KeepRule(table(table), filter);
    }

    /** Documents as lines on their way into a collection. */
    static LineSource lines(String... documents) {
        return sink -> {
            for (String document : documents) {
                byte[] line = ExtendedJson.line(RawBsonDocument.parse(document));
                sink.write(line, 0, line.length);
            }
        };
    }

    /** As they are printed. */
    static List<String> text(List<byte[]> lines) {
        return lines.stream()
                .map(line -> new String(line, StandardCharsets.UTF_8).strip())
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
