package io.rowkeep.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.client.FakeApi.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hearing events over HTTP while connections come and go. */
class EventSubscriptionTest {

    private final FakeApi api = new FakeApi();
    private final Rowkeep rowkeep = api.builder().build();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final JobListener listener = new JobListener() {
        @Override
        public void completed(JobEvent event) {
            heard.add("completed " + event.id());
        }

        @Override
        public void failed(JobEvent event) {
            heard.add("failed " + event.id());
            throw new IllegalStateException("a listener's own trouble");
        }
    };

    @AfterEach
    void close() {
        end.countDown();
        rowkeep.close();
        api.close();
    }

    @Test
    void aLostConnectionIsMadeAgainAndGoesOnAfterTheLastEventWithoutRepeatingOne() {
        api.then(
                stream("failed e2", event("e1", "completed", 1), event("e2", "failed", 2)),
                FakeApi.gone(),
                stream(
                        "the end",
                        event("e2", "failed", 2),
                        event("e1", "completed", 1),
                        "data: {]\n\n",
                        event("e3", "completed", 3)));

        try (EventSubscription subscription = rowkeep.listen(listener)) {
            assertThat(subscription.awaitConnected(Duration.ofSeconds(10))).isTrue();
            await().atMost(Duration.ofSeconds(20)).until(() -> heard.contains("completed e3"));
        }

        // The listener did not return from e2, so that it counts as not delivered.
        assertThat(heard).containsExactly("completed e1", "failed e2", "failed e2", "completed e3");
        assertThat(api.received()).extracting(FakeApi.Received::uri).containsOnly("/api/v1/events");
        assertThat(api.received().get(0).headers()).doesNotContainKey("Last-event-id");
        assertThat(api.received().get(2).header("Last-Event-ID")).isEqualTo("e2");
        assertThat(api.received().get(0).header("Accept")).isEqualTo("text/event-stream");
    }

    @Test
    void aConnectionThatIsLostBeforeItsFirstEventGoesOnFromWhereItBegan() {
        Reply beginning = stream("nothing", "id: e0\n\n");
        Reply rest = stream("the end", event("e1", "completed", 1));
        Reply[] whatIsAskedFor = new Reply[20];
        Arrays.fill(whatIsAskedFor, (Reply) exchange ->
                ("e0".equals(exchange.getRequestHeaders().getFirst("Last-Event-ID")) ? rest : beginning).to(exchange));
        api.then(whatIsAskedFor);

        try (Rowkeep alert = api.builder().silence(Duration.ofMillis(100)).build();
                EventSubscription subscription = alert.listen(listener)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> heard.contains("completed e1"));
            assertThat(subscription.awaitConnected(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void followingAJobEndsWithTheJob() {
        api.then(
                FakeApi.json(200, FakeApi.job("RUNNING", "")),
                stream(
                        "the end",
                        event("e1", "progressed", 1),
                        event("e2", "completed", 2),
                        event("e3", "completed", 3)));

        EventSubscription subscription = rowkeep.job("j-1").follow(listener);

        assertThat(subscription.awaitEnd(Duration.ofSeconds(20))).isTrue();
        assertThat(heard).containsExactly("completed e2");
        assertThat(api.received().get(1).uri()).isEqualTo("/api/v1/jobs/j-1/events");
    }

    @Test
    void aJobOfWhichEverythingWasHeardIsNotAskedAboutAgain() {
        api.then(FakeApi.json(200, FakeApi.job("SUCCEEDED", "")), FakeApi.full(204, "text/plain", ""));

        EventSubscription subscription = rowkeep.job("j-1").follow(listener);

        assertThat(subscription.awaitEnd(Duration.ofSeconds(20))).isTrue();
        assertThat(api.received()).hasSize(2);
    }

    @Test
    void closingEndsAStreamInWhichNothingComes() {
        api.then(stream("the end"));
        EventSubscription subscription = rowkeep.listen(listener);
        assertThat(subscription.awaitConnected(Duration.ofSeconds(10))).isTrue();

        subscription.close();

        assertThat(subscription.awaitEnd(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void closingTheClientEndsWhatListens() {
        api.then(stream("the end"));
        EventSubscription subscription = rowkeep.listen(listener);
        assertThat(subscription.awaitConnected(Duration.ofSeconds(10))).isTrue();

        rowkeep.close();

        assertThat(subscription.awaitEnd(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aStreamThatFellSilentIsGivenUp() {
        // Often, because on a busy machine a stream may be given up before its event was read.
        Reply[] further = new Reply[20];
        Arrays.fill(further, stream("the end", event("e2", "completed", 2)));
        api.then(stream("the end", event("e1", "completed", 1))).then(further);
        try (Rowkeep alert = api.builder().silence(Duration.ofMillis(100)).build();
                EventSubscription subscription = alert.listen(listener)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> heard.contains("completed e2"));
            assertThat(subscription.awaitConnected(Duration.ZERO)).isTrue();
        }
    }

    /** A stream that breaks when the listener has heard this. What is broken off sooner may never be read. */
    private Reply stream(String last, String... events) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            for (String event : events) {
                exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> end.getCount() == 0 || heard.contains(last));
            throw new IOException("broken on purpose");
        };
    }

    private static String event(String id, String outcome, int sequence) {
        return "id: %s\nevent: %s\ndata: %s\n\n".formatted(id, outcome, Sample.event(id, outcome, sequence));
    }
}
