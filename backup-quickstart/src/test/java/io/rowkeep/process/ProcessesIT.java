package io.rowkeep.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.Damage;
import io.rowkeep.judge.Fingerprint;
import io.rowkeep.judge.Sql;
import io.rowkeep.testing.RabbitServer;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happens to a job when processes and servers around it come to harm: it ends once, and right. */
class ProcessesIT extends PictureShop {

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

        JsonNode next = await().atMost(Duration.ofSeconds(60))
                .until(() -> api.job(id), job -> job.get("attempt").intValue() == 2);
        // What is taken back from a worker that kept it says that the worker was lost.
        assertThat(next.path("error").path("code").asString("")).isEmpty();
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
    void aBackupInTheMiddleOfASilentStoreIsCancelled() {
        cancelledInItsSilence(heldInTheMiddle("/api/v1/backups", "{\"source\": \"shop\"}"));
    }

    @Test
    void aRestoreInTheMiddleOfASilentStoreIsCancelledAndLeftNothing() {
        JsonNode backup = api.backUp("shop", "native");
        damage();
        Fingerprint damaged = Fingerprint.of(tables);

        cancelledInItsSilence(heldInTheMiddle(Api.restores(backup), "{\"mode\": \"replace\"}"));

        assertThat(Fingerprint.of(tables).differencesFrom(damaged)).isEmpty();
        one.store().open();
        two.store().open();
        api.succeeded(restore(backup));
        assertThat(Fingerprint.of(tables).differencesFrom(before)).isEmpty();
    }
}
