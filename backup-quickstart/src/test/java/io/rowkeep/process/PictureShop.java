package io.rowkeep.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.Fingerprint;
import io.rowkeep.judge.HardDatabase;
import io.rowkeep.judge.Sql;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;

/** Two workers that look after a hard database and a small shop with some megabytes of pictures. */
abstract class PictureShop extends TwoWorkers {

    /** Enough to be in the middle of the data, too much for the requests before. */
    private static final long MIDDLE = 3_000_000;

    final HardDatabase shop;
    final HardDatabase hard;
    final DataSource tables;
    Fingerprint before;

    PictureShop() {
        this(HardDatabase.empty(), HardDatabase.create());
    }

    private PictureShop(HardDatabase shop, HardDatabase hard) {
        super(new Site(Map.of("shop", shop.owner(), "hard", hard.owner())));
        this.shop = shop;
        this.hard = hard;
        this.tables = shop.superuser().dataSource();
    }

    @BeforeAll
    void pictures() {
        Sql.run(shop.owner().dataSource(), """
                create table pictures (id int primary key, content text not null);
                insert into pictures
                select i, string_agg(md5(i || '.' || j), '') from generate_series(1, 400) i, generate_series(1, 700) j group by i;
                create table labels (picture int references pictures on delete cascade, label text, primary key (picture, label));
                insert into labels select id, 'l' || n from pictures, generate_series(1, 5) n;
                """);
        before = Fingerprint.of(tables);
    }

    void cancelledInItsSilence(String id) {
        assertThat(api.post("/api/v1/jobs/" + id + "/cancel", "").status()).isBetween(200, 202);
        // The void decision has to be written first, which needs the store for a backup. Without a cancellation the
        // silence would be borne for longer.
        await().atMost(Duration.ofSeconds(10))
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

    String heldInTheMiddle(String path, String body) {
        return held(Site.Worker::store, MIDDLE, path, body);
    }

    Site.Worker held() {
        return held(Site.Worker::store);
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
}
