package io.rowkeep.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.Events;
import io.rowkeep.judge.Fingerprint;
import io.rowkeep.judge.HardDatabase;
import io.rowkeep.judge.Sql;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Rowkeep on any broker, looking after a hard database and a small shop, and an application that hears every event. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FlowFixture {

    final HardDatabase hard = HardDatabase.create();
    final HardDatabase shop = HardDatabase.empty();
    final DataSource hardTables = hard.superuser().dataSource();
    final DataSource shopTables = shop.owner().dataSource();

    OneJvm rowkeep;
    URI brokerUri;
    Events events;
    Api api;

    /** A broker whose queues belong to this suite. */
    abstract URI broker();

    @BeforeAll
    void start() throws Exception {
        Sql.run(shopTables, """
                create table customers (id int primary key, name text not null);
                create table accounts (id int primary key, owner int references customers, balance bigint not null);
                create table tills (id int primary key, balance bigint not null);
                insert into customers select i, 'c' || i from generate_series(1, 1000) i;
                insert into accounts select i, i, 100 from generate_series(1, 1000) i;
                insert into tills select i, 100 from generate_series(1, 1000) i;
                """);
        brokerUri = broker();
        rowkeep = OneJvm.start(brokerUri, Map.of("hard", hard.owner(), "shop", shop.owner()));
        api = rowkeep.api();
        events = Events.listen(brokerUri);
        api.awaitSources(2);
    }

    @AfterAll
    void stop() {
        if (events != null) {
            events.close();
        }
        if (rowkeep != null) {
            rowkeep.close();
        }
    }

    void hears(JsonNode job, String... happened) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(events.of(job.get("id").stringValue())).containsExactly(happened));
    }

    long balances(String backup, String table) throws Exception {
        try (var file = api.download(backup, "format=csv&table=" + table).body()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .mapToLong(line -> Long.parseLong(line.replaceAll(".*,|\"", "")))
                    .sum();
        }
    }

    static Map<String, Long> rows(JsonNode job) {
        Map<String, Long> rows = new TreeMap<>();
        job.get("statistics")
                .get("tables")
                .forEach(table -> rows.put(
                        table.get("name").stringValue(), table.get("rows").longValue()));
        return rows;
    }

    static Map<String, Long> counts(Fingerprint fingerprint) {
        Map<String, Long> counts = new TreeMap<>();
        fingerprint.tables().forEach((table, rows) -> counts.put(table, (long) rows.size()));
        return counts;
    }

    /** The tables whose counts are not the same, with both. */
    static List<String> differences(Map<String, Long> counts, Map<String, Long> expected) {
        Set<String> names = new TreeSet<>(counts.keySet());
        names.addAll(expected.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(counts.get(name), expected.get(name)))
                .map(name -> "%s: %s instead of %s".formatted(name, counts.get(name), expected.get(name)))
                .toList();
    }

    static void refused(Api.Answer answer, int status, String code, String word) {
        assertThat(answer.body().toString())
                .contains("\"" + code + "\"")
                .contains(word)
                .doesNotContain("at io.rowkeep", "Exception");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }
}
