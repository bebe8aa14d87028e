package io.rowkeep.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.Fingerprint;
import io.rowkeep.judge.Sql;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Clears, undos and replacing restores that come to harm at every place of their work: the tables are as before or as asked. */
class ChangeFaultsIT extends HelpDesk {

    private static final int CUTS = 7;
    private static final String RENAME_ADMINS = "update staff set name = name || ' (admin)' where is_admin";
    private static final String DAMAGE = """
            delete from tickets where id % 2 = 0;
            update staff set name = 'nobody ' || id where id > 260;
            insert into departments values (99, 'new')
            """;

    private record Request(String path, String body) {}

    @Test
    void aClearWhoseConnectionIsCutAnywhereHappensOnce() {
        cutAnywhere(() -> new Request("/api/v1/clears", CLEAR), cleared);
    }

    @Test
    void anUndoWhoseConnectionIsCutAnywhereHappensOnce() {
        cutAnywhere(() -> new Request(undo(clear()), "{}"), before);
    }

    @Test
    void aReplaceWhoseConnectionIsCutAnywhereHappensOnce() {
        String restores = Api.restores(api.backUp("desk", "json"));
        Sql.run(tables, RENAME_ADMINS);
        Fingerprint asked = Fingerprint.of(tables);
        cutAnywhere(
                () -> {
                    Sql.run(tables, RENAME_ADMINS);
                    Sql.run(tables, DAMAGE);
                    return new Request(restores, "{\"mode\": \"replace\"}");
                },
                asked);
    }

    @Test
    void aClearWhoseWorkerIsKilledInItsSafetyBackupIsFinishedByTheOther() {
        String id = held(Site.Worker::store, 60_000, "/api/v1/clears", CLEAR);

        held(Site.Worker::store).program().kill();

        happenedOnce(id, before());
        requireState(cleared);
        hears(id, "clear.started", "clear.started", "clear.completed");
    }

    @Test
    void aWorkerThatFreezesInTheMiddleOfAnUndoDoesNothingWhenItWakes() {
        String undo = undo(clear());
        long rows = rows();
        String id = held(Site.Worker::source, 700_000, undo, "{}");
        Site.Worker frozen = held(Site.Worker::source);
        frozen.program().freeze();
        frozen.source().open();

        happenedOnce(id, rows);
        requireState(before);
        Sql.run(tables, "delete from remarks");
        Fingerprint after = Fingerprint.of(tables);
        frozen.program().thaw();

        await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(10)).untilAsserted(() -> requireState(after));
        hears(id, "undo.started", "undo.started", "undo.completed");
    }

    @Test
    void aClearThatIsCancelledInItsSafetyBackupLeavesTheTablesAsTheyWere() {
        String id = held(Site.Worker::store, 60_000, "/api/v1/clears", CLEAR);

        assertThat(api.post("/api/v1/jobs/" + id + "/cancel", "").status()).isBetween(200, 202);

        assertThat(api.ended(id).get("status").stringValue()).isEqualTo("CANCELLED");
        requireState(before);
    }

    @Test
    void ofTwoClearsAtOnceOneWaits() {
        String first = held(Site.Worker::store, 60_000, "/api/v1/clears", CLEAR);
        String second = api.ask("/api/v1/clears", CLEAR);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Sql.rows(tables, "select from pg_locks where locktype = 'advisory' and not granted")
                                .size()
                        == 1);

        openEverything();

        happenedOnce(first, before());
        happenedOnce(second, rows());
        requireState(cleared);
    }

    /** Runs a job once undisturbed, and then again and again from the same start, cut a little later each time. */
    private void cutAnywhere(Supplier<Request> prepared, Fingerprint asked) {
        long bytes = run(prepared, asked, Long.MAX_VALUE);
        for (int cut = 1; cut < CUTS; cut++) {
            run(prepared, asked, bytes * cut / CUTS);
        }
    }

    /** Runs it, cut after so many bytes between worker and database; says how many bytes it moved there. */
    private long run(Supplier<Request> prepared, Fingerprint asked, long cut) {
        fill();
        Request request = prepared.get();
        long rows = rows();
        long passed = passed();
        one.source().cutAfter(cut);
        two.source().cutAfter(cut);
        String id = api.ask(request.path, request.body);
        happenedOnce(id, rows);
        requireState(asked);
        return passed() - passed;
    }

    private long passed() {
        return one.source().passed() + two.source().passed();
    }

    private String clear() {
        return api.succeeded(api.ask("/api/v1/clears", CLEAR)).get("id").stringValue();
    }

    private static String undo(String clear) {
        return "/api/v1/jobs/%s/undo".formatted(clear);
    }

    private long before() {
        return before.tables().values().stream().mapToLong(List::size).sum();
    }
}
