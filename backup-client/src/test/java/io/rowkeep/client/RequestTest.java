package io.rowkeep.client;

import static io.rowkeep.client.FakeApi.job;
import static io.rowkeep.client.FakeApi.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What requests say over HTTP. */
class RequestTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BACKUP = """
            {"id": "b-1", "jobId": "j-1", "source": "school", "dataset": "people", "format": "json",
             "createdAt": "2026-11-21T10:00:00Z", "label": "mine", "held": true, "encrypted": false, "future": {},
             "tables": [{"name": "public.users", "rows": 3, "bytes": 30, "parts": 1}]}
            """;

    private final FakeApi api = new FakeApi();
    private final Rowkeep rowkeep = api.builder().build();

    @AfterEach
    void close() {
        rowkeep.close();
        api.close();
    }

    @Test
    void aBackup() {
        api.then(json(202, job("QUEUED", "")));

        rowkeep.backup("school", "people")
                .tables("public.users")
                .format("csv")
                .label("mine")
                .start();

        said("POST", "/api/v1/backups", """
                {"source": "school", "dataset": "people", "tables": ["public.users"], "format": "csv", "label": "mine"}""");
    }

    @Test
    void aBackupOfAQuery() {
        api.then(json(202, job("QUEUED", "")));

        rowkeep.backup("house", "monthly")
                .parameter("month", 6)
                .parameter("active", true)
                .parameter("since", LocalDate.of(2025, 6, 30))
                .start();

        said("POST", "/api/v1/backups", """
                {"source": "house", "dataset": "monthly",
                 "parameters": {"month": 6, "active": true, "since": "2025-06-30"}}""");
    }

    @Test
    void aRestore() {
        api.then(json(202, job("QUEUED", "")));

        rowkeep.restore("b-1")
                .replace()
                .tables("public.users")
                .withoutSafetyBackup()
                .start();

        said("POST", "/api/v1/backups/b-1/restores", """
                {"mode": "replace", "tables": ["public.users"], "safetyBackup": false}""");
        assertThatThrownBy(() -> rowkeep.restore("b-1").start()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMergeThatWasPreviewed() {
        api.then(json(200, job("SUCCEEDED", """
                        , "statistics": {"tables": [{"name": "copy.users", "differences": {"insert": 3, "conflict": 2, "digest": "ab"}}]}""")), json(202, job("QUEUED", "")));
        RestoreRequest merge = rowkeep.restore("b-1")
                .merge()
                .intoSource("shop")
                .intoSchema("copy")
                .row("copy.users", Map.of("id", 7))
                .conflictPolicy("manual")
                .preserveNewer()
                .base("b-0")
                .lenient()
                .runTriggers();

        Job preview = merge.preview();
        merge.decide("copy.users", Map.of("id", 7), "backup")
                .decideFields("copy.users", Map.of("id", 8), Map.of("name", "current"))
                .asPreviewed(preview.id())
                .start();

        TableDifferences differences =
                preview.statistics().table("copy.users").orElseThrow().differences();
        assertThat(differences).isEqualTo(new TableDifferences(3, 0, 0, 0, 2, 0, 0, 0, 0));
        String options = """
                {"mode": "merge", "target": {"source": "shop", "schema": "copy"},
                 "keys": [{"table": "copy.users", "key": {"id": 7}}], "conflictPolicy": "manual", "preserveNewer": true,
                 "base": "b-0", "drift": "lenient", "triggers": "run",
                """;
        assertThat(JSON.readTree(api.received().get(0).body())).isEqualTo(JSON.readTree(options + "\"dryRun\": true}"));
        assertThat(JSON.readTree(api.received().get(1).body())).isEqualTo(JSON.readTree(options + """
                "decisions": [{"table": "copy.users", "key": {"id": 7}, "take": "backup"},
                              {"table": "copy.users", "key": {"id": 8}, "fields": {"name": "current"}}],
                "preview": "j-1"}"""));
    }

    @Test
    void differencesAreReadPageByPage() {
        String difference = """
                {"table": "public.users", "key": {"id": "7"}, "kind": "conflict", "outcome": "update",
                 "fields": [{"name": "mail", "current": null, "backup": "a", "result": "a", "cut": true}]}""";
        api.then(
                json(200, "{\"items\": [%s], \"next\": \"c\"}".formatted(difference)),
                json(200, "{\"items\": [{\"table\": \"public.log\", \"kind\": \"insert\", \"outcome\": \"insert\"}]}"));

        assertThat(rowkeep.differences("j-1").table("public.users").kind("conflict").stream())
                .containsExactly(
                        new Difference(
                                "public.users",
                                Map.of("id", "7"),
                                "conflict",
                                "update",
                                List.of(new Difference.Field("mail", null, "a", null, "a", true))),
                        new Difference("public.log", Map.of(), "insert", "insert", List.of()));
        assertThat(api.received())
                .extracting(FakeApi.Received::uri)
                .containsExactly(
                        "/api/v1/jobs/j-1/differences?limit=500&kind=conflict&table=public.users",
                        "/api/v1/jobs/j-1/differences?limit=500&cursor=c&kind=conflict&table=public.users");
    }

    @Test
    void aClear() {
        api.then(json(202, job("QUEUED", "")));

        rowkeep.clear("school", "people")
                .tables("public.users")
                .confirm("people")
                .dependents()
                .start();

        said("POST", "/api/v1/clears", """
                {"source": "school", "dataset": "people", "tables": ["public.users"], "confirm": "people",
                 "dependents": true}""");
        assertThatThrownBy(() -> rowkeep.clear("school", "people").start()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPreviewOfAClearThatIsStartedAfterwards() {
        api.then(json(200, job("SUCCEEDED", """
                , "statistics": {"refused": [{"code": "OUTSIDE_REFERENCES", "message": "3 rows of a.b"}]}""")), json(202, job("QUEUED", "")));
        ClearRequest clear = rowkeep.clear("school", "people").allTables().confirm("people");

        Job preview = clear.preview();
        clear.start();

        assertThat(preview.statistics().refused()).containsExactly(new JobError("OUTSIDE_REFERENCES", "3 rows of a.b"));
        assertThat(JSON.readTree(api.received().get(0).body())).isEqualTo(JSON.readTree("""
                {"source": "school", "dataset": "people", "tables": "all", "confirm": "people", "dryRun": true}"""));
        assertThat(JSON.readTree(api.received().get(1).body())).isEqualTo(JSON.readTree("""
                {"source": "school", "dataset": "people", "tables": "all", "confirm": "people"}"""));
        assertThat(api.received().get(0).header("Idempotency-Key"))
                .isNotEqualTo(api.received().get(1).header("Idempotency-Key"));
    }

    @Test
    void aPreviewThatTakesLongerIsWaitedFor() {
        api.then(json(202, job("QUEUED", "")), json(200, job("SUCCEEDED", "")));

        Job preview =
                rowkeep.clear("school", "people").allTables().confirm("people").preview();

        assertThat(preview.succeeded()).isTrue();
    }

    @Test
    void anUndo() {
        api.then(json(202, job("QUEUED", "")));

        rowkeep.undo("j-1").force().start();

        said("POST", "/api/v1/jobs/j-1/undo", "{\"force\": true}");
    }

    @Test
    void housekeepingOfABackup() {
        api.then(
                json(200, BACKUP),
                json(200, BACKUP),
                json(200, BACKUP),
                json(200, BACKUP),
                json(202, job("QUEUED", "")));

        Backup held = rowkeep.hold("b-1");
        rowkeep.release("b-1");
        rowkeep.label("b-1", "mine");
        rowkeep.label("b-1", null);
        rowkeep.delete("b-1");

        assertThat(held.held()).isTrue();
        assertThat(held.content()).isEqualTo("rows");
        assertThat(held.tables()).containsExactly(new Backup.Table("public.users", 3, 30, 1));
        assertThat(api.received())
                .extracting(FakeApi.Received::method)
                .containsExactly("PATCH", "PATCH", "PATCH", "PATCH", "DELETE");
        assertThat(api.received())
                .extracting(FakeApi.Received::body)
                .containsExactly("{\"held\":true}", "{\"held\":false}", "{\"label\":\"mine\"}", "{\"label\":null}", "");
    }

    @Test
    void listsAreReadPageByPage() {
        api.then(
                json(200, "{\"items\": [%s], \"next\": \"a b\"}".formatted(job("SUCCEEDED", ""))),
                json(200, "{\"items\": [%s]}".formatted(job("FAILED", ""))));

        assertThat(rowkeep.jobs().source("school").kind("backup").stream().map(Job::status))
                .containsExactly(JobStatus.SUCCEEDED, JobStatus.FAILED);
        assertThat(api.received())
                .extracting(FakeApi.Received::uri)
                .containsExactly(
                        "/api/v1/jobs?limit=100&kind=backup&source=school",
                        "/api/v1/jobs?limit=100&cursor=a%20b&kind=backup&source=school");
    }

    @Test
    void rowsAreCountedAtOnceOrByAJob() {
        api.then(json(200, """
                        {"source": "school", "dataset": "all", "jobId": "j-1", "countedAt": "2026-11-21T10:00:00Z",
                         "tables": [{"name": "public.users", "rows": 3}], "total": 3}"""), json(202, job("QUEUED", "")), json(200, job("SUCCEEDED", """
                        , "finishedAt": "2026-11-21T10:00:00Z",
                        "statistics": {"rows": 3, "tables": [{"name": "public.users", "rows": 3}]}""")));

        RowCounts atOnce = rowkeep.statistics("school");
        RowCounts later = rowkeep.statistics("school", "people");

        assertThat(atOnce.tables()).isEqualTo(later.tables());
        assertThat(later.total()).isEqualTo(3);
    }

    private void said(String method, String uri, String body) {
        FakeApi.Received request = api.only();
        assertThat(request.method() + " " + request.uri()).isEqualTo(method + " " + uri);
        assertThat(JSON.readTree(request.body())).isEqualTo(JSON.readTree(body));
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
    }
}
