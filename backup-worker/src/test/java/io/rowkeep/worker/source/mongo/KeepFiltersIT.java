package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keep rules are judged every half minute, whatever the size of their collections. */
class KeepFiltersIT {

    private final MongoBench bench = new MongoBench();
    private final Overheard heard = new Overheard();

    @BeforeEach
    void makeUsers() {
        bench.insert("users", "{_id: 1, role: 'admin', age: 7, tags: ['a', 'b'], of: {name: 'Ada'}}");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Optional<String> complaint(String filter) {
        try (MongoConnection connection = heard.connect(bench.url)) {
            return new KeepFilters(connection, new CollectionCatalogue(connection).collections())
                    .complaint(rule("users", filter));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"role\": \"admin\"}",
                "{\"role\": \"admin\", \"age\": {\"$gt\": 6}}",
                "{\"_id\": 1}",
                "{\"$or\": [{\"role\": \"admin\"}, {\"of.name\": {\"$regex\": \"^A\"}}]}",
                "{\"$and\": [{\"tags\": \"a\"}, {\"tags\": {\"$nin\": [\"c\"]}}]}"
            })
    void aGoodOneIsAskedForByAnIdThatNobodyHas(String filter) {
        assertThat(complaint(filter)).isEmpty();

        BsonDocument asked = heard.all("find").getLast().getDocument("filter");
        assertThat(asked.getArray("$and").getLast().asDocument()).containsOnlyKeys("_id");
        assertThat(bench.collection("users").countDocuments(asked)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\": {\"$sounds\": 1}}",
                "{\"$sounds\": 1}",
                "{\"$or\": []}",
                "{\"age\": {\"$in\": 7}}",
                "{\"$and\": [{\"role\": {\"$sounds\": 1}}]}"
            })
    void aWrongOneIsRefused(String filter) {
        assertThat(complaint(filter))
                .hasValueSatisfying(said -> assertThat(said).contains("cannot be evaluated"));
    }
}
