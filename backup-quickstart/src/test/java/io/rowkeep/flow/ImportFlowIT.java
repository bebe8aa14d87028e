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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Files that were made elsewhere, and our own downloads, become backups that restore. */
class ImportFlowIT extends FlowFixture {

    private static final String REPLACE = "{\"mode\": \"replace\"}";

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
