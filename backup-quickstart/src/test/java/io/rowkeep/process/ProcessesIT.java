package io.rowkeep.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.Damage;
import io.rowkeep.judge.Events;
import io.rowkeep.judge.Fingerprint;
import io.rowkeep.judge.HardDatabase;
import io.rowkeep.judge.Sql;
import io.rowkeep.testing.RabbitServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What happens to a job when processes and servers around it come to harm: it ends once, and right. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessesIT {

    /** Enough to be in the middle of the data, too much for the requests before. */
    private static final long MIDDLE = 3_000_000;

    private final HardDatabase shop = HardDatabase.empty();
    private final HardDatabase hard = HardDatabase.create();
    private final DataSource tables = shop.superuser().dataSource();
    private final Site site = new Site(Map.of("shop", shop.owner(), "hard", hard.owner()));
    private final Api api = site.api();
    private Events events;
    private Fingerprint before;
    private Site.Worker one;
    private Site.Worker two;

    @BeforeAll
    void start() {
        Sql.run(shop.owner().dataSource(), """
                create table pictures (id int primary key, content text not null);
                insert into pictures
                select i, string_agg(md5(i || '.' || j), '') from generate_series(1, 400) i, generate_series(1, 700) j group by i;
                create table labels (picture int references pictures on delete cascade, label text, primary key (picture, label));
                insert into labels select id, 'l' || n from pictures, generate_series(1, 5) n;
                """);
        before = Fingerprint.of(tables);
    }

    @BeforeEach
    void twoWorkers() throws Exception {
        if (one == null || !one.program().isAlive()) {
            one = site.startWorker();
        }
        if (two == null || !two.program().isAlive()) {
            two = site.startWorker();
        }
        site.awaitWorkers(2);
        events = Events.listen(site.broker());
    }

    @AfterEach
    void openEverything() {
        for (Site.Worker worker : List.of(one, two)) {
            worker.store().open();
            worker.source().open();
        }
        events.close();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void theHardDatabaseGoesThroughSeparateProcesses() {
        DataSource database = hard.superuser().dataSource();
        Fingerprint whole = Fingerprint.of(database);
        JsonNode backup = api.backUp("hard", "json");
        new Damage(database, 7).to(whole.tables().keySet());

        api.succeeded(restore(backup));

        assertThat(Fingerprint.of(database).differencesFrom(whole)).isEmpty();
    }

    @Test
    void aBackupWhoseWorkerIsKilledIsFinishedByTheOther() {
        String id = heldInTheMiddle("/api/v1/backups", "{\"source\": \"shop\"}");

        held().program().kill();

        JsonNode job = api.succeeded(id);
        assertThat(job.get("attempt").intValue()).isEqualTo(2);
        hears(id, "backup.started", "backup.started", "backup.completed");
        damage();
        api.succeeded(restore(job));
        assertThat(Fingerprint.of(tables).differencesFrom(before)).isEmpty();
    }

    @Test
    void aRestoreWhoseWorkerIsKilledIsFinishedByTheOther() {
        JsonNode backup = api.backUp("shop", "native");
        damage();
        String id = heldInTheMiddle(Api.restores(backup), "{\"mode\": \"replace\"}");

        held().program().kill();

        restoredOnce(id);
    }

    @Test
    void aFrozenWorkerLosesItsRestoreAndDoesNothingWhenItWakes() {
        JsonNode backup = api.backUp("shop", "csv");
        damage();
        String id = heldInTheMiddle(Api.restores(backup), "{\"mode\": \"replace\"}");
        Site.Worker frozen = held();
        frozen.program().freeze();
        frozen.store().open();

        restoredOnce(id);
        Sql.run(tables, "update labels set label = label || '!' where picture = 1");
        Fingerprint after = Fingerprint.of(tables);
        frozen.program().thaw();

        await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(Fingerprint.of(tables).differencesFrom(after)).isEmpty();
            assertThat(api.job(id).get("status").stringValue()).isEqualTo("SUCCEEDED");
            assertThat(ledger(id)).isEqualTo("1");
        });
        hears(id, "restore.started", "restore.started", "restore.completed");
        assertThat(frozen.program().isAlive()).isTrue();
        Sql.run(tables, "update labels set label = rtrim(label, '!') where picture = 1");
        api.backUp("shop", "json");
        api.backUp("shop", "json");
    }

    @Test
    void aWorkerThatIsToldToEndHandsItsJobBackAtOnce() {
        JsonNode backup = api.backUp("shop", "json");
        damage();
        String id = heldInTheMiddle(Api.restores(backup), "{\"mode\": \"replace\"}");
        Site.Worker ending = held();

        ending.program().terminate();

        await().atMost(Site.LEASE.dividedBy(2))
                .until(() -> api.job(id).get("attempt").intValue() == 2);
        restoredOnce(id);
        assertThat(ending.program().exitCode(Duration.ofSeconds(20))).isIn(0, 143);
        assertThat(ending.program().output()).doesNotContain("OutOfMemory");
    }

    @Test
    void aJobThatWasAskedForWithoutABrokerIsDoneWhenThereIsOneAgain() {
        RabbitServer.shared().kill();
        String id;
        try {
            id = api.ask("/api/v1/backups", "{\"source\": \"shop\"}");
            assertThat(api.job(id).get("status").stringValue()).isEqualTo("QUEUED");
        } finally {
            RabbitServer.shared().start();
        }
        api.succeeded(id);
    }

    @Test
    void aBackupOutlastsAStoreThatIsDown() {
        one.store().shut();
        two.store().shut();
        String id = api.ask("/api/v1/backups", "{\"source\": \"shop\"}");
        awaitFailedAttempt(id, "STORAGE_UNAVAILABLE");

        one.store().open();
        two.store().open();

        assertThat(api.succeeded(id).get("attempt").intValue()).isGreaterThan(1);
    }

    @Test
    void aSourceThatIsDownIsSaidInASentence() {
        one.source().shut();
        two.source().shut();
        String id = api.ask("/api/v1/backups", "{\"source\": \"shop\"}");
        awaitFailedAttempt(id, "SOURCE_UNAVAILABLE");
        assertThat(api.job(id).get("error").get("message").stringValue())
                .contains("shop")
                .doesNotContain("Exception", "at io.", shop.owner().password() + "@");

        one.source().open();
        two.source().open();

        api.succeeded(id);
    }

    @Test
    void aBackupInTheMiddleOfASilentStoreIsCancelledWithinTwoSeconds() {
        cancelledInTime(heldInTheMiddle("/api/v1/backups", "{\"source\": \"shop\"}"));
    }

    @Test
    void aRestoreInTheMiddleOfASilentStoreIsCancelledWithinTwoSecondsAndLeftNothing() {
        JsonNode backup = api.backUp("shop", "native");
        damage();
        Fingerprint damaged = Fingerprint.of(tables);

        cancelledInTime(heldInTheMiddle(Api.restores(backup), "{\"mode\": \"replace\"}"));

        assertThat(Fingerprint.of(tables).differencesFrom(damaged)).isEmpty();
        one.store().open();
        two.store().open();
        api.succeeded(restore(backup));
        assertThat(Fingerprint.of(tables).differencesFrom(before)).isEmpty();
    }

    private void cancelledInTime(String id) {
        assertThat(api.post("/api/v1/jobs/" + id + "/cancel", "").status()).isBetween(200, 202);
        // The void decision has to be written first, which needs the store for a backup.
        await().atMost(Duration.ofSeconds(2))
                .until(() -> Sql.rows(
                                tables,
                                "select from pg_stat_activity where application_name like 'rowkeep/" + id + "%'")
                        .isEmpty());
        one.store().open();
        two.store().open();
        assertThat(api.ended(id).get("status").stringValue()).isEqualTo("CANCELLED");
    }

    private void awaitFailedAttempt(String id, String code) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.job(id).path("error").path("code").asString("").equals(code)
                        && api.job(id).get("attempt").intValue() > 0);
    }

    /** Asks for a job and returns its id when the worker that took it stands still in the middle of the data. */
    private String heldInTheMiddle(String path, String body) {
        one.store().holdAfter(MIDDLE);
        two.store().holdAfter(MIDDLE);
        String id = api.ask(path, body);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> one.store().isHeld() || two.store().isHeld());
        assertThat(api.job(id).get("status").stringValue()).isEqualTo("RUNNING");
        (one.store().isHeld() ? two : one).store().open();
        return id;
    }

    private Site.Worker held() {
        return one.store().isHeld() ? one : two;
    }

    private String restore(JsonNode backup) {
        return api.ask(Api.restores(backup), "{\"mode\": \"replace\"}");
    }

    private void damage() {
        Sql.run(tables, "delete from pictures where id % 3 = 0; update pictures set content = 'gone' where id % 3 = 1");
    }

    private void restoredOnce(String id) {
        JsonNode job = api.succeeded(id);
        assertThat(job.get("attempt").intValue()).isEqualTo(2);
        assertThat(Fingerprint.of(tables).differencesFrom(before)).isEmpty();
        assertThat(ledger(id)).isEqualTo("1");
        hears(id, "restore.started", "restore.started", "restore.completed");
    }

    private String ledger(String id) {
        return Sql.value(tables, "select count(*) from rowkeep.applied_job where job_id::text = '%s'".formatted(id));
    }

    private void hears(String id, String... happened) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(events.of(id)).containsExactly(happened));
    }
}
