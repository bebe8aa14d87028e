package io.rowkeep.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.Catalogue;
import io.rowkeep.judge.Damage;
import io.rowkeep.judge.Fingerprint;
import io.rowkeep.judge.Sql;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The main job on any broker: a backup goes in by HTTP, its event comes out, and damaged tables come back. */
abstract class MainFlow extends FlowFixture {

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "native"})
    void aDatabaseThatNobodyAtHomeHasSeenComesBack(String format) throws Exception {
        Fingerprint before = Fingerprint.of(hardTables);
        JsonNode backup = api.backUp("hard", format);
        assertThat(differences(rows(backup), counts(before))).isEmpty();
        new DownloadCheck(api, backup.get("backupId").stringValue(), hardTables).all(format);
        List<String> damage =
                new Damage(hardTables, format.hashCode()).to(before.tables().keySet());
        assertThat(Fingerprint.of(hardTables).differencesFrom(before)).hasSizeGreaterThan(100);

        JsonNode restore = api.succeeded(api.ask(Api.restores(backup), "{\"mode\": \"replace\"}"));

        assertThat(Fingerprint.of(hardTables).differencesFrom(before))
                .as("after %s", damage)
                .isEmpty();
        assertThat(differences(rows(restore), counts(before))).isEmpty();
        hears(backup, "backup.started", "backup.completed");
        hears(restore, "restore.started", "restore.completed");
    }

    @Test
    void onlyTheListedTablesComeBack() {
        Fingerprint before = Fingerprint.of(shopTables);
        JsonNode backup = api.backUp("shop", "json");
        Sql.run(shopTables, """
                delete from tills where id > 500;
                update accounts set balance = 0;
                """);

        JsonNode restore =
                api.succeeded(api.ask(Api.restores(backup), "{\"mode\": \"replace\", \"tables\": [\"public.tills\"]}"));

        Fingerprint after = Fingerprint.of(shopTables);
        assertThat(after.only(Set.of("public.tills")).differencesFrom(before.only(Set.of("public.tills"))))
                .isEmpty();
        assertThat(rows(restore)).containsOnlyKeys("public.tills");
        assertThat(Sql.value(shopTables, "select sum(balance) from accounts")).isEqualTo("0");
        api.succeeded(api.ask(Api.restores(backup), "{\"mode\": \"replace\"}"));
        assertThat(Fingerprint.of(shopTables).differencesFrom(before)).isEmpty();
    }

    @Test
    void sequencesThatWentBackGoForwardAgainAndNextInsertsCollideWithNothing() {
        Fingerprint before = Fingerprint.of(hardTables);
        JsonNode backup = api.backUp("hard", "native");
        Sql.run(hardTables, """
                alter sequence around.shared restart;
                alter sequence around.down restart;
                alter sequence around.serials_id_seq restart;
                alter table keys.identity_default alter column id restart;
                """);

        api.succeeded(api.ask(Api.restores(backup), "{\"mode\": \"replace\"}"));

        assertThat(Fingerprint.of(hardTables).differencesFrom(before)).isEmpty();
        Sql.run(hardTables, """
                begin;
                insert into around.first (t) values ('new');
                insert into around.second (t) values ('new');
                insert into around.descending default values;
                insert into around.serials (t) values ('new');
                insert into around."Serial Caps" (t) values ('new');
                insert into keys.identity_default (t) values ('new');
                insert into keys.orders (country) values (null);
                insert into around.never_called (t) values ('new');
                insert into parts.events (at) values ('2024-05-05 00:00+00');
                rollback;
                """);
    }

    @Test
    void aBackupIsOneInstantWhileMoneyMoves() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> mover = CompletableFuture.runAsync(() -> {
            for (int i = 0; !enough.get() && i < 1_000_000; i++) {
                Sql.run(shopTables, """
                        begin;
                        update accounts set balance = balance - 1 where id = %1$d;
                        update tills set balance = balance + 1 where id = %1$d;
                        commit;
                        """.formatted(1 + i % 1000));
            }
        });

        try {
            for (int i = 0; i < 5; i++) {
                String backup = api.backUp("shop", "csv").get("backupId").stringValue();
                long sum = balances(backup, "public.accounts") + balances(backup, "public.tills");
                assertThat(sum).isEqualTo(200_000);
            }
        } finally {
            enough.set(true);
            mover.join();
        }
    }

    @Test
    void aBackupThatWaitsForALockIsCancelledBeforeItWouldGiveUp() throws Exception {
        String id;
        try (Connection blocker = shopTables.getConnection();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table tills in access exclusive mode");
            id = api.ask("/api/v1/backups", "{\"source\": \"shop\"}");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> api.job(id).get("status").stringValue().equals("RUNNING"));

            assertThat(api.post("/api/v1/jobs/" + id + "/cancel", "").status()).isBetween(200, 202);

            // Its first try at the lock takes five seconds.
            await().atMost(Duration.ofSeconds(4))
                    .until(() -> api.job(id).get("status").stringValue().equals("CANCELLED")
                            && Sql.rows(
                                            shopTables,
                                            "select from pg_stat_activity where application_name like 'rowkeep/" + id
                                                    + "%'")
                                    .isEmpty());
        }
        hears(api.job(id), "backup.started", "backup.cancelled");
        assertThat(api.get("/api/v1/backups").body().toString()).doesNotContain(id);
    }

    @Test
    void liveRowCountsAreThoseOfTheDatabase() {
        JsonNode statistics =
                api.get("/api/v1/sources/hard/statistics?wait=20s").body();

        Map<String, Long> counted = new TreeMap<>();
        statistics
                .get("tables")
                .forEach(table -> counted.put(
                        table.get("name").stringValue(), table.get("rows").longValue()));
        assertThat(differences(counted, counts(Fingerprint.of(hardTables)))).isEmpty();
        assertThat(statistics.get("total").longValue())
                .isEqualTo(counted.values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void sourcesDatasetsAndWorkersAreListed() {
        JsonNode source = StreamSupport.stream(
                        api.get("/api/v1/sources").body().get("items").spliterator(), false)
                .filter(item -> item.get("name").stringValue().equals("hard"))
                .findFirst()
                .orElseThrow();
        Set<String> tables = new TreeSet<>();
        source.get("datasets").get(0).get("tables").forEach(name -> tables.add(name.stringValue()));
        assertThat(source.get("online").booleanValue()).isTrue();
        assertThat(tables)
                .containsExactlyInAnyOrderElementsOf(
                        Catalogue.tables(hardTables).keySet());

        JsonNode workers = api.get("/api/v1/workers").body().get("items");
        assertThat(workers).hasSize(1);
        assertThat(workers.get(0).get("online").booleanValue()).isTrue();
        assertThat(workers.get(0).get("sources").toString()).contains("hard", "shop");
    }

    @Test
    void everyEventIsAsTheContractSays() throws Exception {
        JsonNode backup = api.backUp("shop", "native");
        JsonNode restore = api.succeeded(api.ask(Api.restores(backup), "{\"mode\": \"replace\"}"));
        hears(backup, "backup.started", "backup.completed");
        hears(restore, "restore.started", "restore.completed");

        EventCheck.all(events.received());
        assertThat(events.received().toString()).doesNotContain("judge-of-the-main-flow");
    }

    @Test
    void theSameKeyGivesTheSameJobAndAnotherBodyIsRefused() {
        String body = "{\"source\": \"shop\", \"label\": \"by key\"}";
        Api.Answer first = api.post("/api/v1/backups", body, "Idempotency-Key", "key-1");
        Api.Answer second = api.post("/api/v1/backups", body, "Idempotency-Key", "key-1");
        Api.Answer other = api.post("/api/v1/backups", "{\"source\": \"shop\"}", "Idempotency-Key", "key-1");

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location)
                        .endsWith("/api/v1/jobs/" + first.body().get("id").stringValue()));
        assertThat(second.body().get("id")).isEqualTo(first.body().get("id"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().get("code").stringValue()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        JsonNode ended = api.succeeded(first.body().get("id").stringValue());
        hears(ended, "backup.started", "backup.completed");
    }

    @Test
    void whatCannotBeIsRefusedWithASentenceAndACode() {
        refused(api.post("/api/v1/backups", "{\"source\": \"nowhere\"}"), 404, "SOURCE_NOT_FOUND", "shop");
        refused(
                api.post("/api/v1/backups", "{\"source\": \"shop\", \"dataset\": \"x\"}"),
                404,
                "DATASET_NOT_FOUND",
                "all");
        // A table that nobody announced is accepted when no worker finds the time to look for it.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> refused(
                        api.post("/api/v1/backups", "{\"source\": \"shop\", \"tables\": [\"public.x\"]}"),
                        404,
                        "TABLE_NOT_FOUND",
                        "public.tills"));
        refused(api.post("/api/v1/backups", "{\"source\": \"shop\", \"colour\": 1}"), 400, "INVALID_REQUEST", "colour");
        refused(
                api.post("/api/v1/backups", "{\"source\": \"shop\", \"format\": \"xls\"}"),
                400,
                "INVALID_REQUEST",
                "format");
        refused(api.post("/api/v1/backups", "{\"source\": "), 400, "INVALID_REQUEST", "");
        String none = "/api/v1/backups/01890000-0000-7000-8000-000000000000";
        refused(api.get(none), 404, "BACKUP_NOT_FOUND", "");
        refused(api.post(none + "/restores", "{\"mode\": \"replace\"}"), 404, "BACKUP_NOT_FOUND", "");
        refused(api.as("wrong").get("/api/v1/jobs"), 401, "UNAUTHENTICATED", "");
        Api.Answer viewer =
                api.post("/api/v1/tokens", "{\"name\": \"v\", \"role\": \"viewer\", \"sources\": [\"hard\"]}");
        assertThat(viewer.status()).isEqualTo(201);
        Api narrow = api.as(viewer.body().get("token").stringValue());
        refused(narrow.post("/api/v1/backups", "{\"source\": \"hard\"}"), 403, "FORBIDDEN", "");
        refused(narrow.get("/api/v1/sources/shop/statistics"), 404, "SOURCE_NOT_FOUND", "hard");
    }
}
