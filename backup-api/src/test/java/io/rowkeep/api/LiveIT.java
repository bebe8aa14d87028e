package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.api.EventReader.Event;
import io.rowkeep.control.Claim;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.testing.RabbitServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveIT {

    private static final RunningApi API = LiveSchool.API;
    // Without waiting for a keep-alive, which comes after 15 s.
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration AFTER_A_KEEP_ALIVE = Duration.ofSeconds(25);

    @Test
    void aJobIsToldFromItsBeginningToItsEnd() {
        String job = LiveSchool.backupJob("school");
        try (EventReader reader = LiveSchool.eventsOf(job)) {
            assertThat(reader.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(reader.header("Cache-Control")).isEqualTo("no-store");
            assertThat(reader.header("X-Accel-Buffering")).isEqualTo("no");
            Claim claim = LiveSchool.claim(job);
            Event started = reader.next();
            LiveSchool.progress(claim, 5);
            Event progress = reader.next();
            LiveSchool.fail(claim);
            Event failed = reader.next();

            assertThat(started.name()).isEqualTo("started");
            assertThat(started.id()).isEqualTo("1");
            assertThat(started.json().path("subject").asString()).isEqualTo(job);
            assertThat(progress.name()).isEqualTo("progressed");
            assertThat(progress.id()).isEmpty();
            assertThat(progress.json().at("/data/progress/latest/0/name").asString())
                    .isEqualTo("public.students");
            assertThat(progress.json().at("/data/progress/latest/0/rows").asLong())
                    .isEqualTo(5);
            assertThat(failed.name()).isEqualTo("failed");
            assertThat(failed.id()).isEqualTo("2");
            reader.hasEnded(SOON);
        }
    }

    @Test
    void whoComesLaterIsToldWhatHappenedAndHowFarTheJobIs() {
        String job = LiveSchool.backupJob("school");
        Claim claim = LiveSchool.claim(job);
        LiveSchool.progress(claim, 7);
        try (EventReader reader = LiveSchool.eventsOf(job)) {
            assertThat(reader.next().name()).isEqualTo("started");
            assertThat(reader.next().json().at("/data/progress/rows").asLong()).isEqualTo(7);
        }
        try (EventReader reader = LiveSchool.eventsOf(job, "Last-Event-ID", "1")) {
            assertThat(reader.next().json().at("/data/progress/rows").asLong()).isEqualTo(7);
            LiveSchool.fail(claim);
            assertThat(reader.until("failed", job))
                    .last()
                    .satisfies(event -> assertThat(event.id()).isEqualTo("2"));
        }
    }

    @Test
    void aJobThatHasEndedIsToldAtOnceAndNobodyConnectsAgain() {
        String job = LiveSchool.backupJob("school");
        LiveSchool.fail(LiveSchool.claim(job));

        try (EventReader reader = LiveSchool.eventsOf(job)) {
            assertThat(reader.until("end", "")).extracting(Event::name).containsExactly("started", "failed", "end");
        }
        API.get(RunningApi.ADMIN, "/api/v1/jobs/" + job + "/events?lastEventId=2")
                .hasStatus(204);
    }

    @Test
    void theEndOfAJobWhoseEventsWereCleanedIsMadeFromItsRow() throws Exception {
        String job = LiveSchool.backupJob("school");
        LiveSchool.fail(LiveSchool.claim(job));
        LiveSchool.forget(job);

        try (EventReader reader = LiveSchool.eventsOf(job)) {
            Event failed = reader.next();
            assertThat(failed.id()).isEqualTo("2");
            assertThat(failed.json().at("/data/error/message").asString()).isEqualTo("The school is closed");
            reader.hasEnded(SOON);
        }
    }

    @Test
    void nobodySeesTheJobsOfOtherSources() {
        String viewer = LiveSchool.viewer("school").field("token");
        String shop = LiveSchool.backupJob("shop");
        String school = LiveSchool.backupJob("school");
        try (EventReader mine = LiveSchool.events(viewer, "/api/v1/events");
                EventReader all = LiveSchool.events(RunningApi.ADMIN, "/api/v1/events?source=shop&kind=backup")) {
            Claim foreign = LiveSchool.claim(shop);
            LiveSchool.progress(foreign, 1);
            LiveSchool.fail(foreign);
            assertThat(all.until("failed", shop))
                    .allSatisfy(event -> assertThat(event.data()).contains(shop));
            LiveSchool.fail(LiveSchool.claim(school));

            assertThat(mine.until("failed", school))
                    .hasSizeGreaterThan(1)
                    .allSatisfy(event -> assertThat(event.data()).doesNotContain(shop));
        }
        API.get(viewer, "/api/v1/jobs/" + shop + "/events").isProblem(404, ErrorCode.JOB_NOT_FOUND, shop);
    }

    @Test
    void whoHadLostTheConnectionIsToldWhatHappenedMeanwhile() {
        String first = LiveSchool.backupJob("school");
        String second = LiveSchool.backupJob("school");
        Event seen;
        try (EventReader reader = LiveSchool.events(RunningApi.ADMIN, "/api/v1/events")) {
            LiveSchool.claim(first);
            seen = reader.until("started", first).getLast();
        }
        LiveSchool.fail(LiveSchool.claim(second));

        for (String known : List.of("/api/v1/events?dataset=all&lastEventId=" + seen.id(), "/api/v1/events")) {
            try (EventReader reader = LiveSchool.events(RunningApi.ADMIN, known, "Last-Event-ID", seen.id())) {
                List<Event> events = reader.until("failed", second);
                assertThat(events).extracting(Event::name).containsExactly("started", "failed");
                assertThat(events)
                        .allSatisfy(
                                event -> assertThat(event.json().path("subject").asString())
                                        .isEqualTo(second));
                assertThat(events)
                        .allSatisfy(event -> assertThat(event.id())
                                .isEqualTo(event.json().path("id").asString()));
            }
        }
        try (EventReader reader =
                LiveSchool.events(RunningApi.ADMIN, "/api/v1/events?lastEventId=" + UUID.randomUUID())) {
            assertThat(reader.until("failed", second)).extracting(Event::data).anyMatch(text -> text.contains(first));
        }
    }

    @Test
    void whoLosesTheConnectionBeforeTheFirstEventMissesNone() {
        String viewer = LiveSchool.viewer("school").field("token");
        String job = LiveSchool.backupJob("school");
        String beginning;
        try (EventReader reader = LiveSchool.events(viewer, "/api/v1/events")) {
            beginning = reader.beginning();
        }
        LiveSchool.fail(LiveSchool.claim(job));

        try (EventReader reader = LiveSchool.events(viewer, "/api/v1/events", "Last-Event-ID", beginning)) {
            assertThat(reader.until("failed", job)).extracting(Event::name).containsExactly("started", "failed");
        }
    }

    @Test
    void aStreamOfSourcesWithoutEventsTellsNothingOfOthers() {
        LiveSchool.fail(LiveSchool.claim(LiveSchool.backupJob("school")));
        String viewer = LiveSchool.viewer("shore").field("token");

        try (EventReader reader = LiveSchool.events(viewer, "/api/v1/events")) {
            assertThat(reader.beginning()).isEqualTo("00000000-0000-0000-0000-000000000000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "3", "99999999999999999999", "018f0000-0000-7000-8000-000000000001"})
    void whatIsNoNumberOfAnEventOfTheJobIsRefused(String id) {
        String job = LiveSchool.backupJob("school");

        API.get(RunningApi.ADMIN, "/api/v1/jobs/" + job + "/events?lastEventId=" + id)
                .isProblem(400, ErrorCode.INVALID_REQUEST, "lastEventId", id)
                .aboutField("lastEventId");
    }

    @Test
    void whatIsNoIdOfAnEventIsRefused() {
        API.send(API.request(RunningApi.ADMIN, "/api/v1/events")
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", "7"))
                .isProblem(400, ErrorCode.INVALID_REQUEST, "Last-Event-ID", "'7'")
                .aboutField("Last-Event-ID");
        API.get(RunningApi.ADMIN, "/api/v1/events?job=1").isProblem(400, ErrorCode.INVALID_REQUEST, "job");
        API.get("", "/api/v1/events").isProblem(401, ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aRevokedTokenEndsItsStreamsAtTheNextKeepAlive() {
        Answer token = LiveSchool.viewer("school");
        try (EventReader reader = LiveSchool.events(token.field("token"), "/api/v1/events?kind=inspect");
                EventReader other = LiveSchool.events(RunningApi.ADMIN, "/api/v1/events?kind=inspect")) {
            API.delete(RunningApi.ADMIN, "/api/v1/tokens/" + token.field("id")).hasStatus(204);

            reader.hasEnded(AFTER_A_KEEP_ALIVE);
            assertThat(other.next(AFTER_A_KEEP_ALIVE)).isEqualTo(new Event("", ":", "keep-alive"));
        }
    }

    @Test
    void aBrokerThatGoesAwayAndComesBackLosesNoRecordedEvent() {
        String job = LiveSchool.backupJob("school");
        try (EventReader reader = LiveSchool.eventsOf(job)) {
            RabbitServer.shared().stop();
            Claim claim = LiveSchool.claim(job);
            assertThat(reader.next().name()).isEqualTo("started");
            RabbitServer.shared().start();
            Event progress = LiveSchool.progressUntilHeard(claim, reader);
            assertThat(progress.name()).isEqualTo("progressed");
            LiveSchool.fail(claim);
            assertThat(reader.until("failed", job))
                    .last()
                    .satisfies(event -> assertThat(event.id()).isEqualTo("2"));
            reader.hasEnded(SOON);
        }
    }

    @Test
    void aQueueThatSomebodyDeletedIsMadeAnew() {
        String job = LiveSchool.backupJob("school");
        Claim claim = LiveSchool.claim(job);
        try (EventReader reader = LiveSchool.eventsOf(job)) {
            assertThat(reader.next().name()).isEqualTo("started");
            LiveSchool.progressUntilHeard(claim, reader);
            assertThat(LiveSchool.deleteSubscriptions()).isPositive();
            assertThat(LiveSchool.progressUntilHeard(claim, reader).name()).isEqualTo("progressed");
        } finally {
            LiveSchool.fail(claim);
        }
    }

    @Test
    void theStreamsEndAtOnceWhenTheProcessGoesDown() {
        RunningApi api =
                RunningApi.start(LiveSchool.DATABASE, RabbitServer.shared().virtualHost());
        try (EventReader reader = new EventReader(api.request(RunningApi.ADMIN, "/api/v1/events"))) {
            long began = System.nanoTime();
            api.close();

            reader.hasEnded(SOON);
            // A server waits 20 s for requests that go on.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        }
    }
}
