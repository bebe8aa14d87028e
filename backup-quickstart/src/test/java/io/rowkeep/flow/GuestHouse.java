package io.rowkeep.flow;

import static org.awaitility.Awaitility.await;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import io.rowkeep.judge.Api;
import io.rowkeep.judge.HardDatabase;
import io.rowkeep.judge.Sql;
import io.rowkeep.testing.RabbitServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Rowkeep looking after a guest house, whose guests know when they were last changed, and after its empty annex. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GuestHouse {

    private static final String TABLES = """
            create table %1$s.guests (id int primary key, name text not null, email text unique, room int,
                                      is_host boolean not null default false, updated_at timestamptz);
            create table %1$s.wishes (id int generated always as identity primary key,
                                      guest int not null references %1$s.guests, wish text not null);
            """;

    private static final String ROWS = """
            truncate guests, wishes restart identity;
            insert into guests select i, 'guest ' || i, 'g' || i || '@example.org', i % 7, i = 1, '2026-01-01 00:00+00'
              from generate_series(1, 100) i;
            insert into wishes (guest, wish) select 1 + i % 100, 'wish ' || i from generate_series(1, 300) i;
            """;

    final HardDatabase house = HardDatabase.empty();
    final HardDatabase annex = HardDatabase.empty();
    final DataSource tables = house.owner().dataSource();

    OneJvm rowkeep;
    Api api;

    @BeforeAll
    void start() {
        for (HardDatabase database : List.of(house, annex)) {
            Sql.run(database.owner().dataSource(), TABLES.formatted("public"));
        }
        Sql.run(tables, "create schema twin;" + TABLES.formatted("twin"));
        DatasetDefinition people = new DatasetDefinition(
                new DatasetName("people"),
                List.of(new TablePattern("public.*")),
                List.of(),
                List.of(new KeepRule(TableName.parse("public.guests"), "is_host")),
                "updated_at",
                null);
        rowkeep = OneJvm.start(
                RabbitServer.shared().virtualHost(),
                Map.of("house", house.owner(), "annex", annex.owner()),
                List.of(people));
        api = rowkeep.api();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/api/v1/sources").body().get("items").size() == 2);
    }

    @AfterAll
    void stop() {
        if (rowkeep != null) {
            rowkeep.close();
        }
    }

    @BeforeEach
    void rows() {
        Sql.run(tables, ROWS);
        Sql.run(tables, "truncate twin.guests, twin.wishes");
        Sql.run(annex.owner().dataSource(), "truncate guests, wishes restart identity");
    }

    JsonNode backUp() {
        return api.succeeded(
                api.ask("/api/v1/backups", "{\"source\": \"house\", \"dataset\": \"people\", \"format\": \"json\"}"));
    }

    /** All differences, page by page. */
    List<JsonNode> differences(JsonNode preview, String query) {
        String path =
                "/api/v1/jobs/%s/differences?%s".formatted(preview.get("id").stringValue(), query);
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get(path + cursor).body();
            page.get("items").forEach(all::add);
            cursor = page.has("next") && !page.get("next").isNull()
                    ? "&cursor=" + Api.encoded(page.get("next").stringValue())
                    : "";
        } while (!cursor.isEmpty() && all.size() < 1000);
        return all;
    }

    static JsonNode table(JsonNode job, String name) {
        return StreamSupport.stream(job.get("statistics").get("tables").spliterator(), false)
                .filter(table -> table.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Map<String, Long> counts(JsonNode differences) {
        Map<String, Long> counts = new TreeMap<>();
        differences.propertyNames().stream()
                .filter(name -> differences.get(name).isNumber())
                .forEach(name -> counts.put(name, differences.get(name).longValue()));
        return counts;
    }
}
