package io.rowkeep.examples;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.rowkeep.quickstart.example.Example;
import io.rowkeep.quickstart.example.SampleAddress;
import io.rowkeep.testing.MongoServer;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;

/** An example that lives on MongoDB, and moves to another server. */
abstract class MongoFixture extends ExampleFixture {

    private final MongoServer other = MongoServer.start();

    MongoFixture(Example example, String dataset) {
        super(example, dataset);
    }

    @Override
    SampleAddress address() {
        return address(MongoServer.shared());
    }

    @Override
    SampleAddress copy() {
        return address(other);
    }

    @Override
    void empty() {
        sample.empty();
    }

    @AfterAll
    void stopOther() {
        other.close();
    }

    private SampleAddress address(MongoServer server) {
        return new SampleAddress(example.type(), server.database(), "", "");
    }

    /** What a database answers. */
    static <T> T ask(SampleAddress address, Function<MongoDatabase, T> question) {
        ConnectionString place = new ConnectionString(address.url());
        try (MongoClient client = MongoClients.create(place)) {
            return question.apply(client.getDatabase(Objects.requireNonNull(place.getDatabase())));
        }
    }
}
