package io.rowkeep.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.broker.EmbeddedBroker;
import io.rowkeep.judge.Api;
import io.rowkeep.judge.Fingerprint;
import io.rowkeep.judge.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Files that were made elsewhere, and our own downloads, become backups that restore. */
class ImportFlowIT extends FlowFixture {

    private static final String REPLACE = "{\"mode\": \"replace\"}";
    private static final String MERGE = "{\"mode\": \"merge\"}";
    private static final String LENIENT = "{\"mode\": \"%s\", \"drift\": \"lenient\"%s}";

    private final EmbeddedBroker broker = EmbeddedBroker.startInMemory(0, "judge", "secret");

    @Override
    URI broker() {
        return broker.amqpUri();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Test
    void aSmartBackupIsRestored() {
        Sql.run(shopTables, """
                create table "User" (id text primary key, email text, name text, "createdAt" timestamptz, "updatedAt" timestamptz);
                """);

        JsonNode imported = imported("source=shop", """
                {"tables": [{"tableName": "User", "primaryKey": "id", "records": [{
                    "id": "user123", "email": "john@example.com", "name": "John Doe",
                    "createdAt": "2024-01-15T10:30:00.000Z", "updatedAt": "2024-01-15T10:30:00.000Z"}]}],
                 "metadata": {"exportedAt": "2024-01-15T12:00:00.000Z", "version": "1.0", "recordCounts": {"User": 1}}}
                """);

        api.succeeded(api.ask(Api.restores(imported), REPLACE));
        assertThat(Sql.value(shopTables, "select name || ' ' || (\"createdAt\" at time zone 'UTC') from \"User\""))
                .isEqualTo("John Doe 2024-01-15 10:30:00");
        assertThat(rows(imported)).isEqualTo(Map.of("public.User", 1L));
        hears(imported, "import.started", "import.completed");
    }

    @Test
    void theUsersDocumentIsRestored() {
        Sql.run(shopTables, """
                create table users (id int primary key, username text, is_admin bool, created_at timestamp);
                """);

        JsonNode imported = imported("source=shop&table=users", """
                {"backup_timestamp": "20251013_143022", "backup_datetime": "2025-10-13T14:30:22.123456", "total_users": 2,
                 "users": [{"id": 1, "username": "admin", "is_admin": true, "created_at": "2025-10-01T10:00:00.000000"},
                           {"id": 2, "username": "guest", "is_admin": false, "created_at": null}]}
                """);

        api.succeeded(api.ask(Api.restores(imported), REPLACE));
        assertThat(Sql.value(shopTables, "select string_agg(users::text, ' ' order by id) from users"))
                .isEqualTo("(1,admin,t,\"2025-10-01 10:00:00\") (2,guest,f,)");
    }

    @Test
    void aSmartBackupOfFewerColumnsIsPreviewedMergedAndUndone() {
        Sql.run(shopTables, """
                create table "Room" (id text primary key, name text, floor int default 1, "updatedAt" timestamptz);
                insert into "Room" (id, name, floor) values ('r1', 'renamed', 3), ('r2', 'Blue', 2), ('r9', 'New', 9);
                """);
        JsonNode imported = imported("source=shop", """
                {"tables": [{"tableName": "Room", "primaryKey": "id", "records": [
                    {"id": "r1", "name": "Red"}, {"id": "r2", "name": "Blue"}, {"id": "r3", "name": "Green"}]}],
                 "metadata": {"recordCounts": {"Room": 3}}}
                """);

        mergesAndReplaces(imported, "public.Room", Map.of("insert", 1L, "unchanged", 1L));

        assertThat(Sql.rows(shopTables, "select id, name, floor from \"Room\" order by id"))
                .containsExactly(List.of("r1", "Red", "3"), List.of("r2", "Blue", "2"), List.of("r3", "Green", "1"));
    }

    @Test
    void aUsersDocumentOfFewerColumnsIsPreviewedMergedAndUndone() {
        Sql.run(shopTables, """
                create table members (id int primary key, username text unique, is_admin bool, role text default 'guest');
                insert into members values (1, 'renamed', true, 'boss'), (2, 'guest', false, 'guest'), (9, 'new', false, 'x');
                """);
        JsonNode imported = imported("source=shop&table=members", """
                {"backup_timestamp": "20251013_143022", "total_users": 3,
                 "users": [{"id": 1, "username": "admin", "is_admin": true}, {"id": 2, "username": "guest", "is_admin": false},
                           {"id": 3, "username": "third", "is_admin": null}]}
                """);

        mergesAndReplaces(imported, "public.members", Map.of("insert", 1L, "unchanged", 1L));

        assertThat(Sql.rows(shopTables, "select username, role from members order by id"))
                .containsExactly(List.of("admin", "boss"), List.of("guest", "guest"), List.of("third", "guest"));
    }

    /** Three rows come, of which one is new and one is other than in the table, which has one more row and one more column. */
    private void mergesAndReplaces(JsonNode imported, String table, Map<String, Long> counts) {
        Fingerprint before = Fingerprint.of(shopTables);
        String restores = Api.restores(imported);

        assertThat(api.ended(api.ask(restores, MERGE)).get("error").toString())
                .contains("SCHEMA_DRIFT", table, "\\\"drift\\\": \\\"lenient\\\"");
        assertThat(Fingerprint.of(shopTables).differencesFrom(before)).isEmpty();
        JsonNode preview = api.post(restores + "?wait=30s", LENIENT.formatted("merge", ", \"dryRun\": true"))
                .body();
        JsonNode found = preview.get("statistics").get("tables").get(0).get("differences");
        counts.forEach((kind, count) -> assertThat(found.get(kind).longValue()).isEqualTo(count));
        JsonNode listed = api.get("/api/v1/jobs/%s/differences"
                        .formatted(preview.get("id").stringValue()))
                .body();
        assertThat(listed.get("items")).hasSize(2);
        JsonNode merge =
                api.succeeded(api.ask(restores, LENIENT.formatted("merge", ", \"preview\": " + preview.get("id"))));
        String rows = "select count(*) from " + table.replaceFirst("\\.(.*)", ".\"$1\"");
        assertThat(Sql.value(shopTables, rows)).isEqualTo("4");
        api.succeeded(api.ask("/api/v1/jobs/%s/undo".formatted(merge.get("id").stringValue()), "{}"));
        assertThat(Fingerprint.of(shopTables).differencesFrom(before)).isEmpty();
        api.succeeded(api.ask(restores, LENIENT.formatted("replace", "")));
    }

    @ParameterizedTest
    @CsvSource({"json,json", "json,zip", "csv,zip", "native,zip"})
    void ourOwnDownloadsComeBackAsTheyWere(String format, String download) throws IOException {
        Fingerprint before = Fingerprint.of(hardTables);
        JsonNode backup = api.backUp("hard", format);
        byte[] file;
        try (InputStream body = api.download(backup.get("backupId").stringValue(), "format=" + download)
                .body()) {
            file = body.readAllBytes();
        }

        JsonNode imported = api.succeeded(api.upload("source=hard", file));
        JsonNode restore = api.succeeded(api.ask(Api.restores(imported), REPLACE));

        assertThat(Fingerprint.of(hardTables).differencesFrom(before)).isEmpty();
        assertThat(rows(imported)).isEqualTo(rows(backup));
        assertThat(rows(restore)).isEqualTo(rows(backup));
    }

    private JsonNode imported(String query, String file) {
        return api.succeeded(api.upload(query, file.getBytes(StandardCharsets.UTF_8)));
    }
}
