package io.rowkeep.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.examples.Feature;
import io.rowkeep.judge.Api;
import io.rowkeep.judge.Fingerprint;
import io.rowkeep.judge.Sql;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the administrator of a guest house does over HTTP: looks at what a merge would do, merges, decides, and takes it back. */
class MergeFlowIT extends GuestHouse {

    @Test
    void aPreviewSaysWhatTheMergeThenDoesAndAnUndoTakesItBack() {
        JsonNode backup = backUp();
        Sql.run(tables, """
                delete from wishes where guest = 10;
                delete from guests where id = 10;
                update guests set name = 'moved since', updated_at = '2026-02-01 00:00+00' where id = 20;
                update guests set room = 99 where id = 30;
                update guests set name = 'the host, renamed' where id = 1;
                insert into guests (id, name, email) values (500, 'came later', 'late@example.org');
                """);
        Fingerprint before = Fingerprint.of(tables);
        String options = "\"mode\": \"merge\", \"preserveNewer\": false";

        JsonNode preview = api.post(Api.restores(backup) + "?wait=30s", "{%s, \"dryRun\": true}".formatted(options))
                .body();

        assertThat(preview.get("status").stringValue()).as("%s", preview).isEqualTo("SUCCEEDED");
        JsonNode guests = table(preview, "public.guests").get("differences");
        assertThat(counts(guests))
                .containsEntry("insert", 1L)
                .containsEntry("update", 1L)
                .containsEntry("conflict", 1L)
                .containsEntry("keptByRule", 1L)
                .containsEntry("unchanged", 96L);
        assertThat(counts(table(preview, "public.wishes").get("differences"))).containsEntry("insert", 3L);
        assertThat(Fingerprint.of(tables).differencesFrom(before)).isEmpty();
        assertThat(differences(preview, "table=public.guests&kind=conflict"))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.toString())
                        .contains("\"id\":\"20\"", "moved since", "guest 20", "updated_at")
                        .doesNotContain("\"email\""));
        assertThat(differences(preview, "limit=1")).hasSize(6);

        JsonNode merge = api.succeeded(
                api.ask(Api.restores(backup), "{%s, \"preview\": %s}".formatted(options, preview.get("id"))));

        assertThat(Sql.rows(tables, "select id, name, room from guests where id in (1, 10, 20, 30, 500) order by id"))
                .containsExactly(
                        List.of("1", "the host, renamed", "1"),
                        List.of("10", "guest 10", "3"),
                        List.of("20", "guest 20", "6"),
                        List.of("30", "guest 30", "2"),
                        Arrays.asList("500", "came later", null));
        assertThat(Sql.value(tables, "select count(*) from wishes")).isEqualTo("300");
        api.succeeded(api.ask("/api/v1/jobs/%s/undo".formatted(merge.get("id").stringValue()), "{}"));
        assertThat(Fingerprint.of(tables).differencesFrom(before)).isEmpty();
    }

    @Test
    void newerRowsStayWhenTheyAreToBePreserved() {
        JsonNode backup = backUp();
        Sql.run(tables, """
                update guests set name = 'newer', updated_at = '2026-02-01 00:00+00' where id = 20;
                update guests set name = 'older', updated_at = '2025-02-01 00:00+00' where id = 21;
                update guests set name = 'never stamped', updated_at = null where id = 22;
                """);

        api.succeeded(api.ask(Api.restores(backup), "{\"mode\": \"merge\", \"preserveNewer\": true}"));

        assertThat(Sql.rows(tables, "select name from guests where id in (20, 21, 22) order by id"))
                .containsExactly(List.of("newer"), List.of("guest 21"), List.of("guest 22"));
    }

    @Test
    void aRowThatChangesAfterThePreviewMakesItStale() {
        JsonNode backup = backUp();
        Sql.run(tables, "update guests set room = 99 where id = 30");
        JsonNode preview = api.post(Api.restores(backup) + "?wait=30s", "{\"mode\": \"merge\", \"dryRun\": true}")
                .body();
        Sql.run(tables, "update guests set room = 98 where id = 30");
        Fingerprint before = Fingerprint.of(tables);

        JsonNode merge = api.ended(
                api.ask(Api.restores(backup), "{\"mode\": \"merge\", \"preview\": %s}".formatted(preview.get("id"))));

        assertThat(merge.get("status").stringValue()).isEqualTo("FAILED");
        assertThat(merge.get("error").toString())
                .contains("PREVIEW_STALE", "public.guests")
                .doesNotContain("wishes");
        assertThat(Fingerprint.of(tables).differencesFrom(before)).isEmpty();
    }

    @Test
    void nothingIsWrittenUntilEveryConflictIsDecided() {
        JsonNode backup = backUp();
        Sql.run(tables, """
                update guests set name = 'x', room = 50, updated_at = '2026-02-01 00:00+00' where id in (40, 41, 42);
                """);
        Fingerprint before = Fingerprint.of(tables);
        String manual = "\"mode\": \"merge\", \"conflictPolicy\": \"manual\"";

        JsonNode undecided = api.ended(api.ask(Api.restores(backup), "{%s}".formatted(manual)));

        assertThat(undecided.get("error").toString()).contains("DECISIONS_MISSING", "public.guests", "3");
        assertThat(Fingerprint.of(tables).differencesFrom(before)).isEmpty();
        api.succeeded(api.ask(Api.restores(backup), """
                {%s, "decisions": [
                  {"table": "public.guests", "key": {"id": 40}, "take": "backup"},
                  {"table": "public.guests", "key": {"id": "41"}, "take": "current"},
                  {"table": "public.guests", "key": {"id": 42}, "fields": {"name": "backup", "room": "current"}}]}
                """.formatted(manual)));
        assertThat(Sql.rows(tables, "select id, name, room from guests where id in (40, 41, 42) order by id"))
                .containsExactly(
                        List.of("40", "guest 40", "5"), List.of("41", "x", "50"), List.of("42", "guest 42", "50"));
    }

    @Test
    @Feature("registrations.other-environment")
    void anotherSchemaAndAnotherSourceTakeTheRows() {
        JsonNode backup = backUp();

        api.succeeded(api.ask(Api.restores(backup), "{\"mode\": \"merge\", \"target\": {\"schema\": \"twin\"}}"));
        api.succeeded(api.ask(Api.restores(backup), "{\"mode\": \"replace\", \"target\": {\"source\": \"annex\"}}"));

        String rows = "select md5(string_agg(g::text, ',' order by id)) from %s g";
        String expected = Sql.value(tables, rows.formatted("public.guests"));
        assertThat(Sql.value(tables, rows.formatted("twin.guests"))).isEqualTo(expected);
        assertThat(Sql.value(annex.owner().dataSource(), rows.formatted("public.guests")))
                .isEqualTo(expected);
    }

    @Test
    void oneGuestComesBackAlone() {
        JsonNode backup = backUp();
        Sql.run(tables, "update guests set name = 'wrong' where id in (50, 51)");

        api.succeeded(api.ask(
                Api.restores(backup),
                "{\"mode\": \"merge\", \"keys\": [{\"table\": \"public.guests\", \"key\": {\"id\": 50}}]}"));

        assertThat(Sql.rows(tables, "select name from guests where id in (50, 51) order by id"))
                .containsExactly(List.of("guest 50"), List.of("wrong"));
    }

    @Test
    void anUndoLeavesWhatWasChangedSinceUnlessItIsForced() {
        JsonNode backup = backUp();
        Sql.run(tables, "update guests set name = 'first' where id in (60, 61)");
        JsonNode merge = api.succeeded(api.ask(Api.restores(backup), "{\"mode\": \"merge\"}"));
        Sql.run(tables, "update guests set name = 'second' where id = 61");
        String undo = "/api/v1/jobs/%s/undo".formatted(merge.get("id").stringValue());
        String names = "select name from guests where id in (60, 61) order by id";

        JsonNode refused = api.ended(api.ask(undo, "{}"));

        assertThat(refused.get("error").toString()).contains("UNDO_CONFLICTS", "public.guests", "61");
        assertThat(Sql.rows(tables, names)).containsExactly(List.of("guest 60"), List.of("second"));
        JsonNode forced = api.succeeded(api.ask(undo, "{\"force\": true}"));
        assertThat(Sql.rows(tables, names)).containsExactly(List.of("first"), List.of("first"));
        api.succeeded(api.ask("/api/v1/jobs/%s/undo".formatted(forced.get("id").stringValue()), "{}"));
        assertThat(Sql.rows(tables, names)).containsExactly(List.of("guest 60"), List.of("second"));
    }
}
