package io.rowkeep.worker.source.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.FieldType;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ImportFormat;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.testing.MongoServer;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.StagedSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of documents that were made elsewhere. */
class MongoImportIT {

    private static final String USER = """
            {"_id":{"$oid":"68a72cf14b78eb31b9af9e45"},"firstName":"Test",\
            "createdAt":{"$date":{"$numberLong":"1755788054519"}},"age":{"$numberInt":"36"}}""";

    private final MongoSite bench = new MongoSite(MongoServer.shared().database());

    @BeforeEach
    void configure() {
        Map<TableName, Map<String, FieldType>> fields = Map.of(
                TableName.parse("users"),
                Map.of("_id", FieldType.OBJECT_ID, "createdAt", FieldType.DATE),
                TableName.parse("orders"),
                Map.of(
                        "items.productId", FieldType.OBJECT_ID,
                        "total", FieldType.DECIMAL128,
                        "count", FieldType.INT64,
                        "photo", FieldType.BINARY));
        bench.configure(new DatasetDefinition(
                new DatasetName("shop"), List.of(), List.of(), List.of(), null, null, null, Map.of(), fields, null));
        bench.insert("users", "{\"_id\": 1}").insert("orders", "{\"_id\": 1}");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anArrayOfPlainDocumentsGetsItsTypesBack() {
        Manifest manifest = bench.importFile("shop", """
                [
                  {"_id": "68a72cf14b78eb31b9af9e45", "firstName": "Test", "createdAt": "2025-08-21T14:54:14.519Z", "age": 36}
                ]
                """, "users", null);

        assertThat(bench.stored(manifest, "users")).containsExactly(USER);
        assertThat(manifest.snapshot().consistency()).isEqualTo(Snapshot.Consistency.IMPORTED);
        assertThat(collections()).containsExactlyInAnyOrder("users", "orders");
        assertThat(bench.collection("users").countDocuments()).isEqualTo(1);
    }

    @Test
    void linesMayHoldExtendedJson() {
        Manifest manifest = bench.importFile("shop", USER + "\n", "users", ImportFormat.JSONL);
        assertThat(bench.stored(manifest, "users")).containsExactly(USER);
    }

    @Test
    void theDocumentOfTablesNamesItsCollections() {
        Manifest manifest = bench.importFile("shop", """
                {"tables": [{"tableName": "users", "primaryKey": "_id", "columns": ["_id"], "records": [%s]},
                  {"tableName": "orders", "records": [{"_id": 7, "count": "12", "total": "1.50", "photo": "AAE=",
                    "big": 5000000000, "rate": 1.5,
                    "items": [{"productId": "68a72cf14b78eb31b9af9e46", "n": 1}, {"productId": null}]}]}],
                 "metadata": {"recordCounts": {"users": 1, "orders": 1}}}
                """.formatted(USER), null, null);

        assertThat(bench.stored(manifest, "users")).containsExactly(USER);
        assertThat(bench.stored(manifest, "orders")).containsExactly("""
                        {"_id":{"$numberInt":"7"},"count":{"$numberLong":"12"},"total":{"$numberDecimal":"1.50"},\
                        "photo":{"$binary":{"base64":"AAE=","subType":"00"}},"big":{"$numberLong":"5000000000"},\
                        "rate":{"$numberDouble":"1.5"},"items":[{"productId":{"$oid":"68a72cf14b78eb31b9af9e46"},\
                        "n":{"$numberInt":"1"}},{"productId":null}]}""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"_id\": \"nope\"}] | record 1: field '_id' is 'nope', which is no objectId",
                "[{\"_id\": 5}] | record 1: field '_id' is '5' and no objectId",
                "[{\"_id\": {\"a\": 1}}] | record 1: field '_id' is a document and no objectId",
                "[{\"name\": \"x\"}] | record 1: it has no field '_id'",
                "[{\"_id\": {\"$oid\": \"xyz\"}}] | record 1: field '_id' has a value of type $oid that is none",
                "[{\"_id\": \"68a72cf14b78eb31b9af9e45\", \"a\": 1, \"a\": 2}] | record 1: field 'a' is given twice",
                "[{\"_id\": \"68a72cf14b78eb31b9af9e45\", \"createdAt\": \"soon\"}] | 'createdAt' is 'soon', which is no date",
                "[{\"_id\": \"68a72cf14b78eb31b9af9e45\", \"n\": 99999999999999999999}] | more than 64 bits",
                "[{\"_id\": \"68a72cf14b78eb31b9af9e45\", \"c\": {\"$code\": 5}}] | record 1: field 'c' has a value of type $code that is none: there must be a string",
                "[{\"_id\": \"68a72cf14b78eb31b9af9e45\", \"c\": {\"$literal\": {}, \"x\": 1}}] | record 1: field 'c' has a value of type $literal that is none",
                "[{\"_id\": \"68a72cf14b78eb31b9af9e45\", \"n\": 1e999}] | record 1: field 'n' is a number that no Double is as large as",
                "[7] | it is no JSON object"
            })
    void whatDoesNotFitIsRefused(String file, String why) {
        assertRefused(file, "users", null, why);
        assertThat(collections()).containsExactlyInAnyOrder("users", "orders");
    }

    @Test
    void twoDocumentsOfOneIdAreRefused() {
        assertRefused("[{\"_id\": 1}, {\"_id\": 2}, {\"_id\": 1}]", "orders", null, "have the same _id");
        assertThatThrownBy(() -> bench.importFile("shop", "[{\"_id\": 1}, {\"_id\": 1}]", "orders", null))
                .hasMessageNotContaining("rowkeep_stage");
        assertRefused("[{\"_id\": [1]}]", "orders", null, "record 1: its _id is an array");
        assertThat(collections()).containsExactlyInAnyOrder("users", "orders");
    }

    @Test
    void nothingStaysOfAFileThatIsRefusedInItsMiddle() {
        String good = IntStream.range(0, 1000)
                .mapToObj("{\"_id\": %d}"::formatted)
                .collect(Collectors.joining(", ", "[", ", "));
        assertRefused(good + "{\"total\": 1}]", "orders", null, "record 1001: it has no field '_id'");
        assertThat(collections()).containsExactlyInAnyOrder("users", "orders");
    }

    @Test
    void rowsOfColumnsAreRefused() {
        String why = "is a collection, whose documents have none: send JSON";
        assertRefused("_id,name\n1,a\n", "users", ImportFormat.CSV, why);
        assertRefused("1\ta\n", "users", ImportFormat.COPY, why);
    }

    private void assertRefused(String file, String table, @Nullable ImportFormat format, String why) {
        assertThatThrownBy(() -> bench.importFile("shop", file, table, format))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IMPORT_REFUSED))
                .hasMessageContaining(why);
    }

    private List<String> collections() {
        return bench.database().listCollectionNames().into(new ArrayList<>());
    }

    @Test
    void aCancelledImportLeavesNothingBesideTheCollections() {
        ImportSpec spec = bench.upload("shop", "[]".getBytes(UTF_8), "users", null);
        TestAttempt attempt = TestAttempt.imports(spec, 1, false);
        SourceTable users = CollectionTable.describe(TableName.parse("users"), null);
        try (SourceSession session =
                bench.source().openSource(SessionTag.of(attempt.claim().jobId(), 1))) {
            StagedSnapshot stage = session.openStage(bench.source().dataset(new DatasetName("shop")));
            stage.stage(users, List.of("_id"), MongoBench.lines("{_id: {$oid: '68a72cf14b78eb31b9af9e45'}}"));
            session.interrupt();
            stage.close();
        }
        assertThat(collections()).hasSize(3);

        Outcome ending = bench.imports().close(spec, attempt, new Outcome.Cancelled());

        assertThat(ending).isInstanceOf(Outcome.Cancelled.class);
        assertThat(collections()).containsExactlyInAnyOrder("users", "orders");
    }
}
