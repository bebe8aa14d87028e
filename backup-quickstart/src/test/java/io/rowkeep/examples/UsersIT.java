package io.rowkeep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.StoredBackup;
import io.rowkeep.quickstart.example.Example;
import io.rowkeep.quickstart.example.TableState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What somebody does who saves the users before a test and puts them back after it. */
class UsersIT extends PostgresFixture {

    private static final String REPLACE = "\"mode\": \"replace\"";
    private static final String IMPORT = "source=users&dataset=users";

    private static final String DOCUMENT = document();

    UsersIT() {
        super(Example.USERS, "users");
    }

    @Test
    @Feature("users.workflow")
    @Override
    void theReadmeDoesWhatItSays() {
        super.theReadmeDoesWhatItSays();
    }

    @Test
    void aTourAfterOneThatWasBrokenOffBeginsWithTheRowsOfTheExample() throws IOException {
        Map<String, TableState> loaded = sample.state();
        Files.createFile(unfinishedTour());
        sample.run("update users set phone = 'lost'");

        assertThat(tour()).contains("The tour before was broken off", "Every row is back.");

        assertThat(sample.state()).isEqualTo(loaded);
        assertThat(unfinishedTour()).doesNotExist();
    }

    @Test
    @Feature({"users.document", "users.file-name", "users.metadata", "users.fields"})
    void aBackupIsADocumentOfOneTable() {
        File file = download(backUp(), "");

        assertThat(file.name()).matches("users_backup_\\d{8}_\\d{6}\\.json");
        JsonNode document = file.json();
        assertThat(document.propertyNames())
                .containsExactly("backup_timestamp", "backup_datetime", "total_users", "users");
        assertThat(file.name()).isEqualTo("users_backup_%s.json".formatted(text(document, "backup_timestamp")));
        assertThat(text(document, "backup_datetime")).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}");
        assertThat(document.get("total_users").longValue()).isEqualTo(250);
        assertThat(document.get("users")).hasSize(250);
        assertThat(text(document.get("users").get(0), "created_at"))
                .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}");
        assertThat(String.join(" ", document.get("users").get(0).propertyNames()))
                .isEqualTo(
                        "id username email password password_hash is_admin is_county is_active created_at last_login state county precinct phone role notes");
    }

    @Test
    @Feature({"users.statistics", "users.count-live"})
    void theUsersAreCountedByRoleAndByWhatTheyMay() {
        JsonNode ofBackup = table(backUp(), "public.users").get("counts");
        JsonNode live = api.get("/api/v1/sources/users/statistics?dataset=users&wait=30s")
                .body()
                .get("tables")
                .get(0)
                .get("counts");

        for (String column : List.of("role", "is_active", "is_admin")) {
            Map<String, String> expected = new TreeMap<>();
            query("select %1$s, count(*) from users group by 1".formatted(column))
                    .forEach(row -> expected.put(flag(row.get(0)), row.get(1)));
            assertThat(counts(ofBackup.get(column))).isEqualTo(expected);
            assertThat(counts(live.get(column))).isEqualTo(expected);
        }
    }

    @Test
    @Feature("users.verification")
    void aPreviewReadsAllOfABackupAndFindsWhatIsDamaged() {
        JsonNode backup = backUp();
        try (StoredBackup stored = new StoredBackup(rowkeep.bucket(), backup)) {
            stored.harm(stored.key(".*users.*\\.zst"), StoredBackup.Harm.FLIPPED);
            assertThat(refused(backup).at("/0/code").stringValue()).isEqualTo("ARTIFACT_DAMAGED");
        }
        assertThat(refused(backup)).isEmpty();
    }

    /** What a preview of a replace finds in the way. */
    private JsonNode refused(JsonNode backup) {
        return api.post(Api.restores(backup) + "?wait=30s", "{%s, \"dryRun\": true}".formatted(REPLACE))
                .body()
                .at("/statistics/refused");
    }

    @Test
    @Feature({"users.list", "users.details"})
    void backupsAreListedAndLookedAtBeforeOneIsRestored() {
        JsonNode first = backUp();
        sql("delete from users where id > 200");
        JsonNode second = backUp();

        JsonNode list = api.get("/api/v1/backups?source=users&dataset=users&limit=2")
                .body()
                .get("items");
        JsonNode details = api.get("/api/v1/backups/" + first.get("backupId").stringValue())
                .body();

        assertThat(List.of(list.get(0).get("id"), list.get(1).get("id")))
                .containsExactly(second.get("backupId"), first.get("backupId"));
        assertThat(details.get("tables").get(0).get("rows").longValue()).isEqualTo(250);
    }

    @Test
    @Feature({
        "users.replace",
        "users.hashes",
        "users.confirmation",
        "users.restore-statistics",
        "users.progress",
        "users.relationships"
    })
    void allUsersAreReplacedByWhoHasLookedAtThePreview() {
        TableState before = state("public.users");
        TableState reports = state("public.reports");
        JsonNode backup = backUp();
        sql("""
                insert into users (username, email, password_hash, created_at)
                select 'test_' || n, 'test' || n || '@example.com', 'none', now() from generate_series(1, 30) n;
                update users set password_hash = 'reset', last_login = now() where id <= 20;
                delete from users where id between 240 and 245;
                """);
        TableState tested = state("public.users");

        Api.Answer unseen = api.post(Api.restores(backup), "{%s}".formatted(REPLACE));
        assertThat(unseen.status()).isEqualTo(422);
        assertThat(text(unseen.body(), "code")).isEqualTo("PREVIEW_REQUIRED");
        assertThat(state("public.users")).isEqualTo(tested);

        JsonNode restore = restored(backup, REPLACE);
        assertThat(state("public.users")).isEqualTo(before);
        assertThat(state("public.reports")).isEqualTo(reports);
        JsonNode changes = table(restore, "public.users").get("changes");
        assertThat(changes.get("inserted").longValue()).isEqualTo(6);
        assertThat(changes.get("updated").longValue()).isEqualTo(20);
        assertThat(changes.get("deleted").longValue()).isEqualTo(30);
        assertThat(restore.get("progress").get("rows").longValue()).isPositive();
        undone(restore);
        assertThat(state("public.users")).isEqualTo(tested);
    }

    @Test
    @Feature("users.rollback")
    void aRestoreThatCannotBeDoneChangesNothing() {
        JsonNode backup = backUp();
        sql("""
                insert into users (id, username, email, password_hash, created_at)
                values (900, 'test', 'test@example.com', 'none', now());
                insert into reports (user_id, title, created_at) values (900, 'of the test', now());
                """);
        Map<String, TableState> before = sample.state();

        JsonNode preview = preview(backup, REPLACE);
        Api.Answer asPreviewed =
                api.post(Api.restores(backup), "{%s, \"preview\": %s}".formatted(REPLACE, preview.get("id")));

        assertThat(preview.get("statistics").get("refused").toString())
                .contains("OUTSIDE_REFERENCES", "public.reports");
        assertThat(asPreviewed.status()).isEqualTo(422);
        assertThat(sample.state()).isEqualTo(before);
    }

    @Test
    @Feature({"users.import", "users.file-restore"})
    void aDocumentOfTheScriptsIsImportedAndRestored() {
        sql("truncate reports");
        Map<String, TableState> before = sample.state();

        JsonNode imported = imported(DOCUMENT);
        JsonNode restore = restored(imported, REPLACE);

        assertThat(value("select users::text from users"))
                .isEqualTo(
                        "(1,admin,admin@example.com,original_password,hashed_version,t,f,t,\"2025-10-01 10:00:00\",\"2025-10-13 09:15:30\",NC,FORSYTH,001,336-555-0123,\"System Administrator\",\"Primary admin user\")");
        undone(restore);
        assertThat(sample.state()).isEqualTo(before);
    }

    @Test
    @Feature({"users.file-restore", "users.hashes"})
    void aDownloadedDocumentBringsEveryUserBack() {
        File file = download(backUp(), "");
        TableState before = state("public.users");
        sql("update users set password_hash = 'lost', notes = null");

        JsonNode imported = imported(file.text());
        restored(imported, REPLACE);

        assertThat(state("public.users")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"total_users\": 2,",
                "",
                "\"total_users\": 1, \"users\": [{\"id\": 7, \"nickname\": \"x\"}], \"more\":"
            })
    @Feature("users.validation")
    void aDocumentThatIsNotRightIsRefusedAndSaysWhy(String instead) {
        String file = instead.isEmpty()
                ? DOCUMENT.substring(0, DOCUMENT.length() - 10)
                : DOCUMENT.replace("\"total_users\": 1,", instead);

        JsonNode refused = api.ended(api.upload(IMPORT, file.getBytes(StandardCharsets.UTF_8)));

        assertThat(text(refused.get("error"), "code")).isEqualTo("IMPORT_REFUSED");
        assertThat(text(refused.get("error"), "message")).isNotBlank();
    }

    @Test
    @Feature("users.access")
    void passwordHashesAreNotForViewers() {
        JsonNode backup = backUp();
        Api.Answer answer = holder("viewer").get("/api/v1/backups/%s/download".formatted(text(backup, "backupId")));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    @Feature("users.delete")
    void aBackupStaysUntilSomebodyDeletesIt() {
        String path = "/api/v1/backups/" + text(backUp(), "backupId");

        api.succeeded(text(api.delete(path).body(), "id"));

        assertThat(api.get(path).status()).isEqualTo(404);
    }

    private JsonNode imported(String document) {
        return api.succeeded(api.upload(IMPORT, document.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).stringValue();
    }

    private static Map<String, String> counts(JsonNode values) {
        Map<String, String> counts = new TreeMap<>();
        StreamSupport.stream(values.spliterator(), false)
                .forEach(value ->
                        counts.put(flag(text(value, "value")), value.get("rows").asString()));
        return counts;
    }

    /** Both ways to write a boolean. */
    private static String flag(String text) {
        return Map.of("t", "true", "f", "false").getOrDefault(text, text);
    }

    /** As the application's own scripts print it. */
    private static String document() {
        try (InputStream file = UsersIT.class.getResourceAsStream("users.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
