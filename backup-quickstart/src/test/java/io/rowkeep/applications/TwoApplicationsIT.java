package io.rowkeep.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.broker.EmbeddedBroker;
import io.rowkeep.flow.OneJvm;
import io.rowkeep.judge.Api;
import io.rowkeep.judge.Fingerprint;
import io.rowkeep.judge.HardDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Whoever has a token of one application learns nothing of the other: what is another's is answered like what is not there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoApplicationsIT {

    /** Never ends by itself: {@link #aStreamResumedAfterAnothersEventIsThatOfAnUnknownOne} asks it. */
    private static final String ENDLESS = "GET /api/v1/events";

    private final EmbeddedBroker broker = EmbeddedBroker.startInMemory(0, "judge", "secret");
    private OneJvm rowkeep;
    private Application school;
    private Application guests;

    @BeforeAll
    void start() {
        HardDatabase schoolTables = Application.database("school");
        HardDatabase guestTables = Application.database("guests");
        rowkeep = OneJvm.start(
                broker.amqpUri(), Map.of("school", schoolTables.owner(), "guests", guestTables.owner()), List.of());
        rowkeep.api().awaitSources(2);
        school = Application.begin("school", schoolTables, rowkeep.api());
        guests = Application.begin("guests", guestTables, rowkeep.api());
    }

    @AfterAll
    void stop() {
        if (rowkeep != null) {
            rowkeep.close();
        }
        broker.close();
    }

    @Test
    void everyCallOfTheApiIsAmongTheQuestions() {
        Set<String> calls = new TreeSet<>();
        rowkeep.api()
                .get("/v3/api-docs")
                .body()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> calls.add(Question.operation(method.toUpperCase(), path.getKey()))));

        Set<String> asked = new TreeSet<>(Set.of(ENDLESS));
        Question.ALL.forEach(question -> asked.add(question.operation()));

        assertThat(asked).as("add a line for a new call to Question.ALL").isEqualTo(calls);
    }

    @Test
    void whatIsAnothersIsAnsweredLikeWhatIsNotThere() {
        Map<String, String> nobodys = guests.nobodys();
        List<JsonNode> before = guests.possessions();
        Fingerprint rows = Fingerprint.of(guests.tables());

        for (Question question : Question.ALL) {
            school.tokens().forEach((role, asker) -> {
                Api.Answer answer = question.ask(asker, school.mine(), guests.things());
                assertThat(Question.told(answer, guests.things()))
                        .as("%s asks %s", role, question)
                        .isEqualTo(Question.told(question.ask(asker, school.mine(), nobodys), nobodys));
                assertThat(answer.status())
                        .as("%s asks %s: %s", role, question, answer)
                        .isIn(question.status(), role.equals("admin") ? question.status() : 403);
            });
        }

        assertThat(guests.possessions()).isEqualTo(before);
        assertThat(Fingerprint.of(guests.tables()).differencesFrom(rows)).isEmpty();
        everyQuestionAboutAThingFindsItWhenItsOwnerAsks();
    }

    // Otherwise the two answers above would be alike because the question is about nothing at all.
    private void everyQuestionAboutAThingFindsItWhenItsOwnerAsks() {
        for (Question question : Question.ALL) {
            if (question.isAboutAThing()) {
                String owner =
                        Question.told(question.ask(guests.admin(), guests.mine(), guests.things()), guests.things());
                String other =
                        Question.told(question.ask(school.admin(), school.mine(), guests.things()), guests.things());
                assertThat(owner).as("%s", question).isNotEqualTo(other);
            }
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !guests.possessions().toString().matches(".*\"status\":\"(QUEUED|RUNNING)\".*"));
    }

    @Test
    void nothingOfAnotherStandsInWhatOneSees() {
        for (Question question : Question.ALL) {
            if (question.method().equals("GET")) {
                school.tokens().forEach((role, asker) -> {
                    Api.Answer answer = question.ask(asker, school.mine(), school.things());
                    assertThat(answer.status())
                            .as("%s asks %s: %s", role, question, answer)
                            .isIn(200, 202, 204, 403);
                    assertShowsNothingOfGuests(
                            answer.headers().map() + answer.body().toString());
                });
            }
        }
        for (String list : List.of("backups", "jobs", "sources", "tokens", "workers")) {
            assertShowsNothingOfGuests(
                    school.admin().get("/api/v1/" + list).body().toString());
        }
    }

    @Test
    void aKeyOfARequestIsOnesOwn() {
        String request = "{\"source\": \"%s\"}";
        JsonNode ones = school.admin()
                .post("/api/v1/backups", request.formatted("school"), "Idempotency-Key", "monday")
                .body();

        Api.Answer others =
                guests.admin().post("/api/v1/backups", request.formatted("guests"), "Idempotency-Key", "monday");

        assertThat(others.status()).as("%s", others).isEqualTo(202);
        assertThat(others.body().get("id")).isNotEqualTo(ones.get("id"));
        school.admin().succeeded(ones.get("id").stringValue());
        guests.admin().succeeded(others.body().get("id").stringValue());
    }

    @Test
    void aSharedWorkerDoesNotSayThatItIsBusyForAnother() throws Exception {
        try (Connection blocking = lock("guests_people")) {
            String job = guests.admin().ask("/api/v1/backups", "{\"source\": \"guests\"}");
            await().atMost(Duration.ofSeconds(20)).until(() -> runningJobs(guests.admin()) == 1);

            assertThat(runningJobs(school.admin())).isZero();
            blocking.rollback();
            guests.admin().succeeded(job);
        }
    }

    @Test
    void aStreamResumedAfterAnothersEventIsThatOfAnUnknownOne() throws Exception {
        JsonNode foreign = guests.backUp();
        String event = EventLines.lastOf(guests.admin(), foreign.get("id").stringValue());
        String unknown = event.substring(0, event.length() - 1) + (event.endsWith("0") ? "1" : "0");
        var after = EventLines.after(school.tokens().get("viewer"), event);
        var afterUnknown = EventLines.after(school.tokens().get("viewer"), unknown);

        String last = school.backUp().get("id").stringValue();

        List<String> events = after.untilCompletionOf(last).get(30, TimeUnit.SECONDS);
        assertThat(events)
                .isEqualTo(afterUnknown.untilCompletionOf(last).get(30, TimeUnit.SECONDS))
                .hasSizeGreaterThan(1);
        assertShowsNothingOfGuests(events.toString());
    }

    @Test
    void aPreviewOfOnesBackupInAnothersTablesShowsItsRowsToNobodyThere() {
        JsonNode backup = school.backUp();
        JsonNode preview =
                rowkeep.api().post(Api.restores(backup) + "?wait=60s", """
                        {"mode": "replace", "target": {"source": "guests"}, "tables": ["public.settings"], "dryRun": true}
                        """).body();
        String list = "/api/v1/jobs/%s/differences".formatted(preview.get("id").stringValue());

        assertThat(rowkeep.api().get(list).body().toString()).contains("school secret");
        assertThat(guests.admin().get(list).status()).isEqualTo(404);
        assertThat(guests.admin().get(list).body().toString())
                .contains("NO_DIFFERENCES")
                .doesNotContain("school");
        assertThat(school.admin().get(list).body().toString()).contains("JOB_NOT_FOUND");
    }

    @Test
    void aBackupThatIsRestoredElsewhereIsInUseWithoutSayingWhere() throws Exception {
        JsonNode backup = school.backUp();
        String path = "/api/v1/backups/" + backup.get("backupId").stringValue();
        try (Connection blocking = lock("settings")) {
            String restore = rowkeep.api().ask(path + "/restores", """
                    {"mode": "replace", "target": {"source": "guests"}, "tables": ["public.settings"]}
                    """);

            Api.Answer refusal = school.admin().delete(path);

            assertThat(refusal.body().toString())
                    .contains("BACKUP_IN_USE", "a job of another source")
                    .doesNotContain(restore, "guests");
            blocking.rollback();
            rowkeep.api().succeeded(restore);
        }
    }

    private Connection lock(String table) throws Exception {
        Connection connection = guests.tables().getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table " + table);
        }
        return connection;
    }

    private static int runningJobs(Api asker) {
        return asker.get("/api/v1/workers").body().at("/items/0/runningJobs").intValue();
    }

    private void assertShowsNothingOfGuests(String text) {
        assertThat(text).doesNotContain("guests").doesNotContain(guests.things().values());
    }
}
