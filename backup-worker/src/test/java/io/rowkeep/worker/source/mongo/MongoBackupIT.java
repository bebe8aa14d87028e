package io.rowkeep.worker.source.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.rowkeep.artifact.CollectionShape;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.SkippedTable;
import io.rowkeep.job.ValueCount;
import io.rowkeep.testing.MongoServer;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceDefinition;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Collections of a server that speaks MongoDB's protocol, backed up. */
class MongoBackupIT {

    private static final SessionTag TAG = new SessionTag("test", 1);
    private static final TableName USERS = TableName.parse("users");

    private final MongoSite bench = new MongoSite(MongoServer.shared().database());

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "NATIVE"})
    void everyDocumentIsALineOfCanonicalExtendedJson(BackupFormat format) {
        bench.insert("users", """
                {"_id": {"$oid": "68a72cf14b78eb31b9af9e45"}, "name": "Ada", "age": {"$numberLong": "36"},
                 "price": {"$numberDecimal": "12.340"}, "createdAt": {"$date": "2025-08-21T14:54:14.519Z"}}""", """
                {"_id": {"$oid": "68a72cf14b78eb31b9af9e46"}, "tags": ["a", {"n": 1}], "photo": {"$binary":
                 {"base64": "AAE=", "subType": "00"}}, "rate": 1.0}""");

        Manifest manifest = bench.backUp("all", format);

        assertThat(bench.stored(manifest, "users"))
                .containsExactly(
                        "{\"_id\":{\"$oid\":\"68a72cf14b78eb31b9af9e45\"},\"name\":\"Ada\",\"age\":{\"$numberLong\":\"36\"},"
                                + "\"price\":{\"$numberDecimal\":\"12.340\"},"
                                + "\"createdAt\":{\"$date\":{\"$numberLong\":\"1755788054519\"}}}",
                        "{\"_id\":{\"$oid\":\"68a72cf14b78eb31b9af9e46\"},\"tags\":[\"a\",{\"n\":{\"$numberInt\":\"1\"}}],"
                                + "\"photo\":{\"$binary\":{\"base64\":\"AAE=\",\"subType\":\"00\"}},"
                                + "\"rate\":{\"$numberDouble\":\"1.0\"}}");
        assertThat(manifest.snapshot().serverType()).isEqualTo("mongodb");
        assertThat(manifest.snapshot().consistency()).isEqualTo(Snapshot.Consistency.PER_COLLECTION);
        assertThat(MongoSite.entry(manifest, "users").primaryKey()).containsExactly("_id");
        assertThat(manifest.statistics().rows()).isEqualTo(2);
    }

    @Test
    void aMissingCollectionIsReported() {
        bench.configure(MongoSite.dataset("shop", "users", "orders"));
        bench.insert("users", "{\"_id\": 1}");
        bench.insert("products", "{\"_id\": 1}");

        Manifest manifest = bench.backUp("shop", BackupFormat.JSON);

        assertThat(manifest.tables()).extracting(table -> table.name().name()).containsExactly("users");
        assertThat(manifest.statistics().skipped())
                .containsExactly(new SkippedTable(TableName.parse("orders"), "does not exist"));
    }

    @Test
    void leavesItsOwnCollectionsOut() {
        bench.insert("users", "{\"_id\": 1}");
        bench.insert("odd.name", "{\"_id\": 1}");
        bench.insert("rowkeep_applied_job", "{\"_id\": 1}");

        Manifest manifest = bench.backUp("all", BackupFormat.JSON);

        assertThat(manifest.tables())
                .extracting(table -> table.name().toString())
                .containsExactly("public.\"odd.name\"", "public.users");
        assertThat(manifest.statistics().skipped())
                .extracting(SkippedTable::reason)
                .containsExactly("Rowkeep's own collection");
    }

    @Test
    void recordsIndexesWithTheirOptions() {
        bench.insert("users", "{\"_id\": 1}");
        bench.collection("users")
                .createIndex(
                        Indexes.ascending("mail"),
                        new IndexOptions().unique(true).sparse(true));
        bench.collection("users")
                .createIndex(Indexes.descending("createdAt"), new IndexOptions().expireAfter(60L, TimeUnit.SECONDS));

        CollectionShape shape = Objects.requireNonNull(
                MongoSite.entry(bench.backUp("all", BackupFormat.JSON), "users").collection());

        assertThat(shape.indexes()).hasSize(2);
        assertThat(BsonDocument.parse(shape.indexes().getFirst()))
                .containsEntry("key", new BsonDocument("createdAt", new BsonInt32(-1)));
        assertThat(shape.indexes().get(1)).contains("\"mail\"", "\"unique\":true");
        assertThat(shape.options()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "SPREADSHEET"})
    void refusesFormatsOfColumns(BackupFormat format) {
        bench.insert("users", "{\"_id\": 1}");
        assertThatThrownBy(() -> bench.backUp("all", format))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageContaining("Documents have no columns");
    }

    @Test
    void readsCollectionsOfManyBatches() {
        for (int batch = 0; batch < 10; batch++) {
            int first = batch * 1000;
            bench.collection("users")
                    .insertMany(java.util.stream.IntStream.range(first, first + 1000)
                            .mapToObj(id -> new BsonDocument("_id", new BsonInt32(id)))
                            .toList());
        }
        assertThat(bench.stored(bench.backUp("all", BackupFormat.NATIVE), "users"))
                .hasSize(10_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void countsDocumentsAndValues() {
        bench.insert(
                "users",
                "{\"_id\": 1, \"role\": \"producer\"}",
                "{\"_id\": 2, \"role\": \"producer\"}",
                "{\"_id\": 3, \"role\": \"admin\", \"profile\": {\"active\": true}}",
                "{\"_id\": 4}");
        try (SourceSession session = bench.source().openSource(TAG)) {
            SourceTable users = CollectionTable.describe(USERS, null);
            assertThat(session.countRows(USERS)).isEqualTo(4);
            assertThat(session.countValues(users, List.of("role", "profile.active")))
                    .isEqualTo(Map.of(
                            "role",
                                    List.of(
                                            new ValueCount("producer", 2),
                                            new ValueCount(null, 1),
                                            new ValueCount("admin", 1)),
                            "profile.active", List.of(new ValueCount(null, 3), new ValueCount("true", 1))));
        }
    }

    @Test
    void saysWhatIsWrongWithAKeepRule() {
        bench.insert("users", "{\"_id\": 1, \"role\": \"admin\"}");
        DatasetDefinition dataset = new DatasetDefinition(
                new DatasetName("people"),
                List.of(),
                List.of(),
                List.of(
                        new KeepRule(USERS, "{\"role\": \"admin\"}"),
                        new KeepRule(USERS, "role = 'admin'"),
                        new KeepRule(USERS, "{\"role\": {\"$sounds\": 1}}"),
                        new KeepRule(TableName.parse("ghosts"), "{}")),
                null,
                null);
        try (SourceSession session = bench.source().openSource(TAG)) {
            assertThat(session.invalidKeepRules(dataset))
                    .satisfiesExactly(
                            first -> assertThat(first).contains("role = 'admin'", "is no JSON object"),
                            second -> assertThat(second).contains("$sounds"),
                            third -> assertThat(third).contains("ghosts", "has no such collection"));
        }
    }

    @Test
    void namesARequestedCollectionThatIsNotThere() {
        bench.insert("users", "{\"_id\": 1}");
        assertThatThrownBy(() -> bench.backUp("all", BackupFormat.JSON, "orders"))
                .hasMessage("Dataset all has no table public.orders; it has public.users");
    }

    @Test
    void anInterruptedSessionFails() {
        bench.insert("users", "{\"_id\": 1}");
        try (SourceSession session = bench.source().openSource(TAG)) {
            session.interrupt();
            assertThatThrownBy(() -> session.countRows(USERS))
                    .hasMessageContaining("this session was ended")
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
        }
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        String url;
        try (MongoServer server = MongoServer.start()) {
            url = server.database();
        }
        Source source = new MongoSource(
                new SourceDefinition(new SourceName("shop"), SourceType.MONGODB, List.of(), true, false),
                url.replace("mongodb://", "mongodb://ada:secret@"),
                "",
                "",
                new MongoLimits(1 << 20, Duration.ofMillis(300)));
        assertThatThrownBy(() -> source.openSource(TAG))
                .hasMessage("Source shop: no server that can be used answered in time")
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
    }
}
