package io.rowkeep.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.Events;
import io.rowkeep.judge.Fingerprint;
import io.rowkeep.judge.HardDatabase;
import io.rowkeep.judge.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** An API and two workers as processes of their own, each worker behind gates, and a small shop with some megabytes of pictures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoWorkers {

    /** Enough to be in the middle of the data, too much for the requests before. */
    private static final long MIDDLE = 3_000_000;

    final HardDatabase shop = HardDatabase.empty();
    final HardDatabase hard = HardDatabase.create();
    final DataSource tables = shop.superuser().dataSource();
    final Site site = new Site(Map.of("shop", shop.owner(), "hard", hard.owner()));
    final Api api = site.api();
    Events events;
    Fingerprint before;
    Site.Worker one;
    Site.Worker two;

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

    void cancelledInTime(String id) {
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

    void awaitFailedAttempt(String id, String code) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.job(id).path("error").path("code").asString("").equals(code)
                        && api.job(id).get("attempt").intValue() > 0);
    }

    /** Asks for a job and returns its id when the worker that took it stands still in the middle of the data. */
    String heldInTheMiddle(String path, String body) {
        one.store().holdAfter(MIDDLE);
        two.store().holdAfter(MIDDLE);
        String id = api.ask(path, body);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> one.store().isHeld() || two.store().isHeld());
        assertThat(api.job(id).get("status").stringValue()).isEqualTo("RUNNING");
        (one.store().isHeld() ? two : one).store().open();
        return id;
    }

    Site.Worker held() {
        return one.store().isHeld() ? one : two;
    }

    String restore(JsonNode backup) {
        return api.ask(Api.restores(backup), "{\"mode\": \"replace\"}");
    }

    void damage() {
        Sql.run(tables, "delete from pictures where id % 3 = 0; update pictures set content = 'gone' where id % 3 = 1");
    }

    void restoredOnce(String id) {
        JsonNode job = api.succeeded(id);
        assertThat(job.get("attempt").intValue()).isEqualTo(2);
        assertThat(Fingerprint.of(tables).differencesFrom(before)).isEmpty();
        assertThat(ledger(id)).isEqualTo("1");
        hears(id, "restore.started", "restore.started", "restore.completed");
    }

    String ledger(String id) {
        return Sql.value(tables, "select count(*) from rowkeep.applied_job where job_id::text = '%s'".formatted(id));
    }

    void hears(String id, String... happened) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(events.of(id)).containsExactly(happened));
    }
}
