package io.rowkeep.worker.source.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.rowkeep.dataset.SourceName;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.bson.BsonDocument;

/** What a session asks the server for, command by command. */
final class Overheard implements CommandListener {

    private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();

    /** Runs before each command is sent, with the command. */
    volatile Consumer<BsonDocument> before = command -> {};

    /** A connection whose commands are heard; the caller's to close. */
    MongoConnection connect(String url) {
        ConnectionString connection = new ConnectionString(url);
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(connection)
                .addCommandListener(this)
                .build();
        return MongoConnection.open(
                new SourceName("market"), settings, Objects.requireNonNull(connection.getDatabase()));
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        BsonDocument command = BsonDocument.parse(event.getCommand().toJson());
        commands.add(command);
        before.accept(command);
    }

    /** Those of a kind, such as {@code find}. */
    List<BsonDocument> all(String name) {
        return commands.stream().filter(command -> command.containsKey(name)).toList();
    }
}
