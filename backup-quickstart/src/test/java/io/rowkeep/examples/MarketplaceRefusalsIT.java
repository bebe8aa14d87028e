package io.rowkeep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.rowkeep.judge.Api;
import io.rowkeep.judge.StoredBackup;
import io.rowkeep.judge.StoredBackup.Harm;
import io.rowkeep.quickstart.example.Example;
import io.rowkeep.quickstart.example.TableState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What becomes of a marketplace's backup that is damaged, and of files that somebody made to do harm. */
class MarketplaceRefusalsIT extends MongoFixture {

    private static final String ID = "\"_id\": \"68a72cf14b78eb31b9af9e99\"";
    private static final String HARM = """
            {"delete": "users", "deletes": [{"q": {"role": "customer"}, "limit": 0}]}
            {"insert": "producers", "documents": [{"name": "intruder"}]}
            """;

    MarketplaceRefusalsIT() {
        super(Example.MARKETPLACE, "shop");
    }

    @Override
    void theReadmeDoesWhatItSays() {
        // No test here: MarketplaceIT makes these calls, and once is enough.
    }

    @ParameterizedTest
    @CsvSource({
        "1/public\\.users/0.*, FLIPPED, ARTIFACT_DAMAGED",
        "1/public\\.users/0.*, CUT, ARTIFACT_DAMAGED",
        "1/public\\.users/0.*, EXCHANGED, ARTIFACT_DAMAGED",
        "1/public\\.users/0.*, GONE, ARTIFACT_MISSING",
        "1/public\\.users/parts\\.jsonl\\.zst, FLIPPED, ARTIFACT_DAMAGED",
        "1/public\\.users/parts\\.jsonl\\.zst, EXCHANGED, ARTIFACT_DAMAGED",
        "manifest\\.json, CUT, ARTIFACT_DAMAGED"
    })
    @Feature("marketplace.integrity")
    void aDamagedPartIsNeitherRestoredNorDownloaded(String pattern, Harm harm, String code) {
        JsonNode backup = backUp();
        sample.run(HARM.strip());
        Map<String, TableState> before = sample.state();
        try (StoredBackup stored = new StoredBackup(rowkeep.bucket(), backup)) {
            String key = stored.key(pattern);
            stored.harm(key, harm);

            for (String options : List.of(
                    "\"mode\": \"replace\"",
                    "\"mode\": \"merge\"",
                    "\"mode\": \"replace\", \"target\": {\"source\": \"atlas\"}")) {
                JsonNode restore = api.ended(api.ask(Api.restores(backup), "{%s}".formatted(options)));

                assertThat(restore.get("status").stringValue()).isEqualTo("FAILED");
                assertThat(restore.get("error").get("code").stringValue()).isEqualTo(code);
                assertThat(restore.get("error").get("message").stringValue()).contains(key);
            }
            for (String query : List.of("format=json&table=users", "format=zip", "format=native&table=users")) {
                Api.Answer download = api.get("/api/v1/backups/%s/download?%s"
                        .formatted(backup.get("backupId").stringValue(), query));

                assertThat(download.status()).isEqualTo(500);
                assertThat(download.body().get("code").stringValue()).isEqualTo(code);
                assertThat(download.body().get("detail").stringValue()).contains(key);
            }
        }
        assertThat(sample.state()).isEqualTo(before);
        assertThat(example.database(places.copy()).state().values()).allMatch(collection -> collection.rows() == 0);
        assertNothingIsLeft();
        restored(backup, "\"mode\": \"replace\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[{ID, `a`: {`$code`: 5}}] | users, record 1: field 'a' has a value of type $code that is none: there must be a string",
                "[{ID, `a`: {`$code`: `f()`, `$scope`: 5}}] | users, record 1: field 'a' has a value of type $code that is none: there must be an object",
                "[{ID, `a`: {`$oid`: `xyz`}}] | users, record 1: field 'a' has a value of type $oid",
                "[{ID, `a`: {`$oid`: {`$oid`: 1}}}] | users, record 1: field 'a' has a value of type $oid",
                "[{ID, `a`: {`$numberInt`: `99999999999`}}] | users, record 1: field 'a' has a value of type $numberInt",
                "[{ID, `a`: {`$numberDecimal`: `1e99999`}}] | users, record 1: field 'a' has a value of type $numberDecimal",
                "[{ID, `a`: {`$date`: `soon`}}] | users, record 1: field 'a' has a value of type $date",
                "[{ID, `a`: {`$binary`: {`base64`: `%%%`, `subType`: `00`}}}] | users, record 1: field 'a' has a value of type $binary",
                "[{ID, `a`: {`$timestamp`: {`t`: -1, `i`: 1}}}] | users, record 1: field 'a' has a value of type $timestamp",
                "[{ID, `a`: {`$regularExpression`: {`pattern`: `x\\u0000y`, `options`: ``}}}] | users, record 1",
                "[{ID, `a`: {`$uuid`: `1`}}] | users, record 1: field 'a' has a value of type $uuid",
                "[{ID, `a`: {`$undefined`: true, `b`: 1}}] | users, record 1: field 'a' has a value of type $undefined",
                "[{ID, `a`: {`$where`: NaN}}] | line 1",
                "[{ID, `a`: Infinity}] | line 1",
                "[{ID, `a`: 1e999}] | users, record 1: field 'a' is a number that no Double is as large as",
                "[{ID, `a`: {`$numberDouble`: `1e999`}}] | users, record 1: field 'a' has a value of type $numberDouble",
                "[{ID, `a`: 1, `a`: 2}] | users, record 1: field 'a' is given twice",
                "[{ID, ID}] | users, record 1: field '_id' is given twice",
                "[{ID, `a`: {`b`: 1, `b`: 1}}] | users, record 1: field 'a.b' is given twice",
                "[{`_id`: `AAAA\\ud83d\\ude00`}] | users, record 1: field '_id' is",
                "[{ID, `a\\u0000`: 1}] | users, record 1: has a field with the character U+0000 in its name",
                "[{ID, `a`: `\\ud800`}] | users, record 1: it holds half of a surrogate pair",
                "[{`_id`: [1]}] | users, record 1",
                "[{`_id`: {`$undefined`: true}}] | users",
                "[{`_id`: {`$regularExpression`: {`pattern`: `a`, `options`: ``}}}] | users",
                "[{ID, `a`: }] | line 1",
                "[{ID}, {ID}] | same _id",
                "[{ID} | file",
                "[[{ID}]] | object",
                "7 | JSON",
                "{`$where`: `sleep(1000)`} | users, record 1: it has no field '_id'",
                "_id,firstName\\n68a72cf14b78eb31b9af9e45,Test | send JSON",
            })
    @Feature("marketplace.validation")
    void aFileThatIsNoDocumentsIsRefusedInOneSentence(String file, String words) {
        assertRefused(
                file.replace("ID", ID)
                        .replace("AAAA", "a".repeat(79))
                        .replace('`', '"')
                        .replace("\\n", "\n")
                        .getBytes(StandardCharsets.UTF_8),
                words);
    }

    @ParameterizedTest
    @CsvSource({"300, is nested more than 200 levels deep", "5000, nesting depth"})
    void aDocumentThatIsTooDeepIsRefused(int depth, String words) {
        String deep = "[{%s, \"a\": %s1%s}]".formatted(ID, "{\"b\":".repeat(depth), "}".repeat(depth));

        assertRefused(deep.getBytes(StandardCharsets.UTF_8), words);
    }

    private void assertRefused(byte[] file, String words) {
        Map<String, TableState> before = sample.state();

        JsonNode refused = api.ended(api.upload("source=marketplace&dataset=shop&table=users", file));

        assertThat(refused.get("status").stringValue()).isEqualTo("FAILED");
        assertThat(refused.get("error").get("code").stringValue())
                .as("%s", refused.get("error"))
                .isEqualTo("IMPORT_REFUSED");
        assertThat(refused.get("error").get("message").stringValue())
                .contains(words)
                .doesNotContain("Exception")
                .doesNotContain("\n");
        assertThat(sample.state()).isEqualTo(before);
        assertNothingIsLeft();
    }

    @Test
    void anEmptyFileIsRefusedAndAnEmptyListBecomesABackupOfNothing() {
        assertRefused(" \n".getBytes(StandardCharsets.UTF_8), "empty");
        Api.Answer nothing = api.send("source=marketplace&dataset=shop&table=users", new byte[0]);
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.body().get("detail").stringValue()).contains("The body is missing");

        JsonNode none = imported("[]");
        assertThat(table(none, "public.users").get("rows").longValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rowkeep_applied_job", "system.users", "public.system.users", "system.js", "admin.$cmd", "order"
            })
    void aCollectionThatIsNoneOfTheDatasetIsRefused(String collection) {
        Map<String, TableState> before = sample.state();
        byte[] records = "[{\"_id\": 1}]".getBytes(StandardCharsets.UTF_8);
        byte[] document =
                "{\"tables\": [{\"tableName\": \"%s\", \"primaryKey\": \"_id\", \"records\": [{\"_id\": 1}]}]}"
                        .formatted(collection)
                        .getBytes(StandardCharsets.UTF_8);

        Api.Answer named = api.send("source=marketplace&dataset=shop&table=" + Api.encoded(collection), records);
        JsonNode within = api.ended(api.upload("source=marketplace&dataset=shop", document));

        JsonNode error = named.status() == 202
                ? api.ended(named.body().get("id").stringValue()).get("error")
                : named.body();
        assertThat(error.get("code").stringValue()).isIn("TABLE_NOT_FOUND", "INVALID_REQUEST");
        assertThat(error.toString()).contains(collection);
        assertThat(within.get("error").get("code").stringValue()).isEqualTo("TABLE_NOT_FOUND");
        assertThat(within.get("error").get("message").stringValue()).contains(collection, "users");
        assertThat(sample.state()).isEqualTo(before);
        assertNothingIsLeft();
    }

    @Test
    void whatLooksLikeAnOperatorIsAFieldLikeAnyOther() {
        String planted =
                "[{%s, \"$where\": \"sleep(1000)\", \"a\": {\"$set\": {\"role\": \"admin\"}}, \"n\": {\"$numberDouble\": \"NaN\"}, \"t\": \"\\u0000\\n\"}]"
                        .formatted(ID);
        JsonNode imported = imported("\ufeff" + planted);

        api.succeeded(api.ask(Api.restores(imported), "{\"mode\": \"merge\"}"));
        sample.run("""
                {"update": "users", "updates": [{"q": {"n": {"$numberDouble": "NaN"}}, "u": {"$set": {"a": 5}}}]}
                """.strip());
        api.succeeded(api.ask(Api.restores(imported), "{\"mode\": \"merge\"}"));

        BsonDocument user = ask(
                places.database(),
                database -> database.getCollection("users", BsonDocument.class)
                        .find(Filters.eq("_id", new ObjectId("68a72cf14b78eb31b9af9e99")))
                        .first());
        assertThat(user).isNotNull();
        assertThat(user.getString("$where").getValue()).isEqualTo("sleep(1000)");
        assertThat(user.getDocument("a").toJson()).isEqualTo("{\"$set\": {\"role\": \"admin\"}}");
        assertThat(user.getDouble("n").getValue()).isNaN();
        assertThat(user.getString("t").getValue()).isEqualTo("\0\n");
        assertThat(rows()).containsEntry("public.users", 41L);
    }

    private JsonNode imported(String file) {
        return api.succeeded(
                api.upload("source=marketplace&dataset=shop&table=users", file.getBytes(StandardCharsets.UTF_8)));
    }

    /** No place beside a collection stays of what was refused. */
    private void assertNothingIsLeft() {
        List<String> names = ask(
                places.database(), database -> database.listCollectionNames().into(new ArrayList<>()));
        assertThat(names).isNotEmpty().noneMatch(name -> name.startsWith("rowkeep_stage"));
    }
}
