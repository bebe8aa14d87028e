package io.rowkeep.quickstart.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.rowkeep.artifact.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** An example's collections in MongoDB. */
final class MongoSample implements SampleDatabase {

    private static final JsonWriterSettings CANONICAL =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    private final Example example;
    private final ConnectionString address;

    MongoSample(Example example, SampleAddress address) {
        this.example = example;
        this.address = new ConnectionString(address.url());
    }

    @Override
    public boolean isLoaded() {
        return ask(database -> !collections(database).isEmpty());
    }

    @Override
    public void load() {
        BsonDocument collections = BsonDocument.parse(example.file("collections.json"));
        run(collections.entrySet().stream()
                .flatMap(collection ->
                        commands(collection.getKey(), collection.getValue().asDocument()).stream())
                .map(command -> command.toJson(CANONICAL))
                .collect(Collectors.joining("\n")));
    }

    @Override
    public void empty() {
        ask(database -> {
            database.listCollectionNames()
                    .forEach(name -> database.getCollection(name).drop());
            return true;
        });
    }

    /** @param statements a command of the server on each line, as Extended JSON */
    @Override
    public void run(String statements) {
        ask(database -> {
            statements.lines().forEach(line -> database.runCommand(BsonDocument.parse(line)));
            return true;
        });
    }

    @Override
    public Map<String, TableState> state() {
        return ask(database -> collections(database).stream()
                .collect(Collectors.toMap(
                        name -> "public." + name,
                        name -> state(database.getCollection(name, BsonDocument.class)),
                        (one, other) -> one,
                        TreeMap::new)));
    }

    private static TableState state(MongoCollection<BsonDocument> collection) {
        List<String> documents = StreamSupport.stream(collection.find().spliterator(), false)
                .map(document -> document.toJson(CANONICAL))
                .sorted()
                .toList();
        return new TableState(
                documents.size(), Sha256.hex(String.join("\n", documents).getBytes(UTF_8)));
    }

    private static List<BsonDocument> commands(String name, BsonDocument collection) {
        BsonDocument insert =
                new BsonDocument("insert", new BsonString(name)).append("documents", collection.getArray("documents"));
        BsonArray indexes = collection.getArray("indexes");
        return indexes.isEmpty()
                ? List.of(insert)
                : List.of(insert, new BsonDocument("createIndexes", new BsonString(name)).append("indexes", indexes));
    }

    /** The application's own. */
    private static List<String> collections(MongoDatabase database) {
        return StreamSupport.stream(database.listCollectionNames().spliterator(), false)
                .filter(name -> !name.startsWith("rowkeep_") && !name.startsWith("system."))
                .toList();
    }

    private <T> T ask(Function<MongoDatabase, T> question) {
        try (MongoClient client = MongoClients.create(address)) {
            return question.apply(client.getDatabase(Objects.requireNonNull(address.getDatabase())));
        } catch (MongoException e) {
            throw new TourFailure(
                    "The database of the example %s did not do as asked: %s".formatted(example.id(), e.getMessage()),
                    e);
        }
    }
}
