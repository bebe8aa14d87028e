package io.rowkeep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.rowkeep.judge.Api;
import io.rowkeep.quickstart.example.Example;
import io.rowkeep.quickstart.example.SampleAddress;
import io.rowkeep.quickstart.example.SampleDatabase;
import io.rowkeep.quickstart.example.TableState;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A marketplace, as its document wants it. */
class MarketplaceIT extends MongoFixture {

    private static final String REPLACE = "\"mode\": \"replace\"";
    private static final String MERGE = "\"mode\": \"merge\"";
    private static final String TEST_USER = "68a72cf14b78eb31b9af9e45";

    /** As the document shows it. */
    private static final String USERS_FILE = """
            [
              {
                "_id": "68a72cf14b78eb31b9af9e45",
                "firstName": "Test",
                "lastName": "User",
                "email": "test@example.com",
                "role": "producer",
                "createdAt": "2025-08-21T14:54:14.519Z",
                "updatedAt": "2025-08-21T14:54:14.601Z"
              }
            ]
            """;

    private static final String DAMAGE = """
            {"delete": "users", "deletes": [{"q": {"role": "customer"}, "limit": 0}]}
            {"update": "products", "updates": [{"q": {"available": true}, "u": {"$set": {"name": "oops"}}, "multi": true}]}
            {"insert": "producers", "documents": [{"name": "intruder"}]}
            """;

    MarketplaceIT() {
        super(Example.MARKETPLACE, "shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "products", "producers"})
    @Feature({"marketplace.users", "marketplace.products", "marketplace.producers", "marketplace.array"})
    void aCollectionIsAFileWithAnArrayOfWholeDocuments(String collection) {
        File file = download(backUp(), "format=json&table=" + collection);

        assertThat(file.name()).isEqualTo(collection + ".json");
        assertThat(file.json().isArray()).isTrue();
        assertThat((long) file.json().size())
                .isEqualTo(state("public." + collection).rows());
    }

    @Test
    @Feature({"marketplace.array", "marketplace.ids", "marketplace.timestamps"})
    void idsAndMomentsAreTextsAsTheScriptWroteThem() {
        JsonNode users = download(backUp(), "format=json&table=users").json();

        JsonNode test = users.valueStream()
                .filter(user -> user.get("_id").asString().equals(TEST_USER))
                .findFirst()
                .orElseThrow();
        assertThat(test.get("email").stringValue()).isEqualTo("test@example.com");
        assertThat(test.get("createdAt").stringValue()).isEqualTo("2025-08-21T14:54:14.519Z");
    }

    @Test
    @Feature("marketplace.orders-if-exists")
    void aMissingCollectionIsReportedAndNoFailure() {
        JsonNode backup = backUp();

        assertThat(backup.get("statistics").get("skipped").toString()).contains("orders", "does not exist");
        sample.run("{\"insert\": \"orders\", \"documents\": [{\"_id\": 1, \"total\": 5}]}");
        assertThat(table(backUp(), "public.orders").get("rows").longValue()).isOne();
    }

    @Test
    @Feature({"marketplace.restore", "marketplace.relationships", "marketplace.undo"})
    void aReplaceBringsBackEveryDocumentAsItWasAndIsUndone() {
        Map<String, TableState> before = sample.state();
        JsonNode backup = backUp();
        sample.run(DAMAGE);
        Map<String, TableState> damaged = sample.state();

        JsonNode restore = restored(backup, REPLACE);

        assertThat(sample.state()).isEqualTo(before);
        undone(restore);
        assertThat(sample.state()).isEqualTo(damaged);
    }

    @Test
    @Feature("marketplace.partial-restore")
    void onlyTheNamedCollectionsComeBack() {
        JsonNode backup = backUp();
        TableState users = state("public.users");
        sample.run(DAMAGE);
        TableState products = state("public.products");

        api.succeeded(api.ask(Api.restores(backup), "{%s, \"tables\": [\"users\"]}".formatted(REPLACE)));

        assertThat(state("public.users")).isEqualTo(users);
        assertThat(state("public.products")).isEqualTo(products);
    }

    @Test
    @Feature("marketplace.merge")
    void aMergeBringsBackWhatIsMissingAndKeepsWhatIsNewer() {
        JsonNode backup = backUp();
        sample.run(DAMAGE);
        sample.run("""
                {"update": "products", "updates": [{"q": {"name": "oops"}, "u": {"$set": {"updatedAt": {"$date": "2020-01-01T00:00:00Z"}}}, "multi": true}]}
                {"update": "producers", "updates": [{"q": {"location.city": "Split"}, "u": {"$set": {"rating": 1.5, "updatedAt": {"$date": "2030-01-01T00:00:00Z"}}}, "multi": true}]}
                """.strip());
        TableState producers = state("public.producers");

        restored(backup, MERGE + ", \"preserveNewer\": true");

        assertThat(state("public.users").rows()).isEqualTo(40);
        assertThat(state("public.producers")).isEqualTo(producers);
        long damaged = ask(
                places.database(),
                database -> database.getCollection("products").countDocuments(Filters.eq("name", "oops")));
        assertThat(damaged).isZero();
    }

    @Test
    @Feature({"marketplace.other-server", "marketplace.test-restore", "marketplace.types", "marketplace.indexes"})
    void everythingMovesToAnotherServerWithItsTypesAndIndexes() {
        JsonNode backup = backUp();

        api.succeeded(api.ask(Api.restores(backup), "{%s, \"target\": {\"source\": \"atlas\"}}".formatted(REPLACE)));

        SampleDatabase atlas = example.database(places.copy());
        assertThat(atlas.state()).isEqualTo(sample.state());
        Document product = ask(
                places.copy(),
                database -> database.getCollection("products")
                        .find(Filters.exists("thumbnail"))
                        .first());
        assertThat(product)
                .hasEntrySatisfying("_id", id -> assertThat(id).isInstanceOf(ObjectId.class))
                .hasEntrySatisfying("price", price -> assertThat(price).isInstanceOf(Decimal128.class))
                .hasEntrySatisfying("stock", stock -> assertThat(stock).isInstanceOf(Long.class))
                .hasEntrySatisfying("createdAt", moment -> assertThat(moment).isInstanceOf(Date.class))
                .hasEntrySatisfying("thumbnail", image -> assertThat(image).isInstanceOf(Binary.class));
        for (String collection : List.of("users", "products")) {
            assertThat(indexes(places.copy(), collection)).hasSize(2).isEqualTo(indexes(places.database(), collection));
        }
    }

    @Test
    @Feature({"marketplace.import", "marketplace.ids", "marketplace.timestamps"})
    void aFileOfTheScriptBecomesDocumentsWithIdsAndMoments() {
        sample.run("{\"delete\": \"users\", \"deletes\": [{\"q\": {\"email\": \"test@example.com\"}, \"limit\": 1}]}");

        JsonNode imported = api.succeeded(
                api.upload("source=marketplace&dataset=shop&table=users", USERS_FILE.getBytes(StandardCharsets.UTF_8)));
        api.succeeded(api.ask(Api.restores(imported), "{%s}".formatted(MERGE)));

        Document user = ask(
                places.database(),
                database -> database.getCollection("users")
                        .find(Filters.eq("_id", new ObjectId(TEST_USER)))
                        .first());
        assertThat(user)
                .containsEntry("firstName", "Test")
                .containsEntry("createdAt", new Date(1_755_788_054_519L))
                .containsEntry("updatedAt", new Date(1_755_788_054_601L));
        assertThat(state("public.users").rows()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataset=shop&", ""})
    @Feature({"marketplace.import", "marketplace.types"})
    void whatWasDownloadedComesBackWithItsTypesWhicheverDatasetItIsOf(String dataset) {
        Map<String, TableState> before = sample.state();
        JsonNode backup = backUp();
        for (String collection : List.of("users", "products", "producers")) {
            File file = download(backup, "format=json&table=" + collection);
            JsonNode imported = api.succeeded(
                    api.upload("source=marketplace&%stable=%s".formatted(dataset, collection), file.content()));
            sample.run("{\"delete\": \"%s\", \"deletes\": [{\"q\": {}, \"limit\": 1}]}".formatted(collection));
            api.succeeded(api.ask(Api.restores(imported), "{%s}".formatted(REPLACE)));
        }

        assertThat(sample.state()).isEqualTo(before);
    }

    @Test
    @Feature({"marketplace.import", "marketplace.orders-if-exists"})
    void aFileOfOrdersComesInWhereThereWereNoneYet() {
        byte[] orders = "[{\"_id\": \"68a72cf18a558cf9e24a8300\", \"total\": 12}]".getBytes(StandardCharsets.UTF_8);

        JsonNode imported = api.succeeded(api.upload("source=marketplace&dataset=shop&table=orders", orders));
        api.succeeded(api.ask(Api.restores(imported), "{%s}".formatted(MERGE)));

        Document order = ask(
                places.database(),
                database -> database.getCollection("orders").find().first());
        assertThat(order).containsEntry("_id", new ObjectId("68a72cf18a558cf9e24a8300"));
        assertThat(api.ended(api.upload("source=marketplace&dataset=shop&table=order", orders))
                        .at("/error/code")
                        .stringValue())
                .isEqualTo("TABLE_NOT_FOUND");
    }

    @Test
    @Feature("marketplace.clear")
    void theCollectionsAreClearedAndComeBack() {
        Map<String, TableState> before = sample.state();

        JsonNode clear = api.succeeded(api.ask(
                "/api/v1/clears",
                "{\"source\": \"marketplace\", \"dataset\": \"shop\", \"tables\": \"all\", \"confirm\": \"shop\"}"));

        assertThat(rows().values()).containsOnly(0L);
        undone(clear);
        assertThat(sample.state()).isEqualTo(before);
    }

    @Test
    @Feature("marketplace.access")
    void onlyAnOperatorDownloadsAndOnlyAnAdministratorRestores() {
        JsonNode backup = backUp();
        String path = "/api/v1/backups/" + backup.get("backupId").stringValue();

        assertThat(holder("viewer").get(path + "/download?format=zip").status()).isEqualTo(403);
        assertThat(holder("operator")
                        .post(Api.restores(backup), "{%s}".formatted(REPLACE))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Feature("marketplace.monitoring")
    void whoMadeTookAndRestoredABackupIsOnRecord() {
        JsonNode backup = backUp();
        download(backup, "format=json&table=users");
        restored(backup, REPLACE);

        String id = backup.get("backupId").stringValue();
        assertThat(trail(4))
                .containsExactly(
                        "admin restore %s - [] -".formatted(id),
                        "admin restore %s - [] -".formatted(id),
                        "admin backup.downloaded %s json [\"public.users\"] -".formatted(id),
                        "admin backup %s json [] -".formatted(id));
        assertThat(holder("operator").get("/api/v1/audit").status()).isEqualTo(403);
    }

    /** As text, since the order of an index's fields matters. */
    private static Set<String> indexes(SampleAddress address, String collection) {
        return ask(address, database -> {
            Set<String> indexes = new TreeSet<>();
            database.getCollection(collection).listIndexes().forEach(index -> {
                index.remove("ns");
                indexes.add(index.toJson());
            });
            return indexes;
        });
    }
}
