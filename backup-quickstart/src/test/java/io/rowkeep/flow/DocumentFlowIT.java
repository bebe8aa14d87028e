package io.rowkeep.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.broker.EmbeddedBroker;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.DocumentProfile;
import io.rowkeep.dataset.FileNamePattern;
import io.rowkeep.dataset.TableName;
import io.rowkeep.judge.Api;
import io.rowkeep.judge.Catalogue;
import io.rowkeep.judge.Downloaded;
import io.rowkeep.judge.HardDatabase;
import io.rowkeep.judge.Sql;
import io.rowkeep.message.MessageMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a dataset's configuration makes of its downloads and statistics, and the way of a document back into the database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentFlowIT {

    private static final String ODD = "\"Schul/Amt\".\"Kurs \"\"Ü\"\", alt.2 \n{table}\"";
    private static final FileNamePattern NAME = new FileNamePattern("{table}_backup_{yyyyMMdd}");
    private static final DatasetDefinition PEOPLE = new DatasetDefinition(
            new DatasetName("people"),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            new DocumentProfile(DocumentForm.USERS, NAME, NAME, null),
            Map.of(TableName.parse("users"), List.of("role", "is_active")),
            Map.of(),
            null);

    private final HardDatabase house = HardDatabase.empty();
    private final EmbeddedBroker broker = EmbeddedBroker.startInMemory(0, "judge", "secret");
    private OneJvm rowkeep;
    private Api api;
    private JsonNode backup;

    @BeforeAll
    void start() {
        Sql.run(house.owner().dataSource(), """
                create table users (id int primary key, name text, role text, is_active bool not null, password text,
                                    settings jsonb, tags text[], fee numeric, created_at timestamptz default now());
                insert into users values (1, 'host', 'admin', true, '$2b$12$x/"\\', '{"a": [1, null]}', '{a,"b c"}', 1.50),
                                         (2, '', 'guest', true, null, null, '{}', 'NaN'),
                                         (3, E'a\\tb\\nc', 'guest', false, 'x', 'null', null, 1e30);
                create table tables (id int primary key, "tableName" text, records jsonb);
                insert into tables values (1, 'users', '[]'), (2, 'x', '[{}]');
                create table backup_timestamp (id int primary key);
                insert into backup_timestamp values (7);
                create table empty (id int primary key, note jsonb);
                create schema "Schul/Amt";
                create table %s (id int primary key, "a ""b"" c" text);
                insert into %<s values (1, 'x'), (2, null);
                create schema other;
                create table other.users (id int primary key);
                insert into other.users values (1);
                """.formatted(ODD));
        rowkeep = OneJvm.start(broker.amqpUri(), Map.of("house", house.owner()), List.of(PEOPLE));
        api = rowkeep.api();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/api/v1/sources").body().get("items").size() == 1);
        backup = api.succeeded(
                api.ask("/api/v1/backups", "{\"source\": \"house\", \"dataset\": \"people\", \"format\": \"json\"}"));
    }

    @AfterAll
    void stop() {
        if (rowkeep != null) {
            rowkeep.close();
        }
        broker.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tables | public.users | 3",
                "tables | other.users | 1",
                "tables | odd | 2",
                "users | public.users | 3",
                "users | other.users | 1",
                "users | public.tables | 2",
                "users | public.backup_timestamp | 1",
                "users | public.empty | 0",
                "users | odd | 2",
                "array | public.users | 3",
                "array | public.tables | 2",
                "array | public.empty | 0",
                "array | odd | 2",
            })
    void theDocumentOfATableIsImportedAndDiffersInNothing(String form, String name, int rows) throws IOException {
        String table = name.equals("odd") ? ODD : name;
        String query = form.equals("array") ? "&table=" + Api.encoded(table) : "";

        JsonNode imported =
                imported(query, downloaded("format=json&form=%s&table=%s".formatted(form, Api.encoded(table))));

        differsInNothing(imported, 1, rows);
    }

    @Test
    void theDocumentOfAllTablesIsImportedAndDiffersInNothing() throws IOException {
        byte[] document = downloaded("format=json&form=tables");

        assertThat(Downloaded.document(
                        new ByteArrayInputStream(document),
                        Catalogue.tables(house.owner().dataSource())))
                .containsKeys("public.users", "other.users");
        assertThat(MessageMapper.JSON.readTree(document).at("/metadata/recordCounts"))
                .isEqualTo(MessageMapper.JSON.valueToTree(Map.of(
                        "users",
                        3,
                        "other.users",
                        1,
                        "tables",
                        2,
                        "backup_timestamp",
                        1,
                        "empty",
                        0,
                        TableName.parse(ODD).toString(),
                        2)));
        differsInNothing(imported("", document), 6, 9);
    }

    @Test
    void aDocumentWithTheSchemaOfEveryTableIsImportedToo() throws IOException {
        String document = new String(downloaded("format=json&form=tables"), StandardCharsets.UTF_8)
                .replaceAll(
                        "\\{\"tableName\":\"(users|tables|empty|backup_timestamp)\"", "{\"tableName\":\"public.$1\"")
                .replaceAll("\"(users|tables|empty|backup_timestamp)\":(\\d)", "\"public.$1\":$2");

        assertThat(document).contains("\"tableName\":\"public.users\"", "\"public.users\":3");
        differsInNothing(imported("", document.getBytes(StandardCharsets.UTF_8)), 6, 9);
    }

    @Test
    void theConfiguredFormAndNameAreThoseOfADownload() throws IOException {
        HttpResponse<InputStream> answer =
                api.download(backup.get("backupId").stringValue(), "format=json&table=public.users");

        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"public\\.users_backup_\\d{8}\\.json\"");
        try (InputStream body = answer.body()) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("{\"backup_timestamp\":\"")
                    .contains("\"total_public.users\":3,\"public.users\":[");
        }
    }

    @Test
    void configuredColumnsAreCountedInABackupInAnImportAndLive() throws IOException {
        String roles = "[{\"value\":\"guest\",\"rows\":2},{\"value\":\"admin\",\"rows\":1}]";
        JsonNode imported = imported("&table=users", downloaded("format=json&form=array&table=users"));

        JsonNode live = api.get("/api/v1/sources/house/statistics?dataset=people&wait=20s")
                .body();

        assertThat(counts(backup.at("/statistics/tables"), "role")).isEqualTo(roles);
        assertThat(counts(imported.at("/statistics/tables"), "role")).isEqualTo(roles);
        assertThat(counts(live.get("tables"), "role")).isEqualTo(roles);
        assertThat(counts(live.get("tables"), "is_active"))
                .isEqualTo("[{\"value\":\"true\",\"rows\":2},{\"value\":\"false\",\"rows\":1}]");
        assertThat(live.get("total").longValue()).isEqualTo(9);
    }

    private byte[] downloaded(String query) throws IOException {
        try (InputStream body =
                api.download(backup.get("backupId").stringValue(), query).body()) {
            return body.readAllBytes();
        }
    }

    private JsonNode imported(String query, byte[] document) {
        return api.succeeded(api.upload("source=house&dataset=people" + query, document));
    }

    private void differsInNothing(JsonNode imported, int tables, long rows) {
        JsonNode preview = api.post(Api.restores(imported) + "?wait=60s", "{\"mode\": \"replace\", \"dryRun\": true}")
                .body();
        assertThat(preview.at("/status").asString("")).as(preview.toString()).isEqualTo("SUCCEEDED");
        JsonNode found = preview.at("/statistics/tables");
        assertThat(found).hasSize(tables);
        assertThat(preview.at("/statistics").path("refused")).isEmpty();
        long unchanged = 0;
        for (JsonNode table : found) {
            Map<String, Long> counts = GuestHouse.counts(table.get("differences"));
            unchanged += counts.remove("unchanged");
            assertThat(counts.values()).as(table.toString()).containsOnly(0L);
        }
        assertThat(unchanged).isEqualTo(rows);
    }

    private static String counts(JsonNode tables, String column) {
        for (JsonNode table : tables) {
            if (table.get("name").stringValue().equals("public.users")) {
                return table.at("/counts/" + column).toString();
            }
        }
        throw new AssertionError("No users among " + tables);
    }
}
