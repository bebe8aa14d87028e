package io.rowkeep.client;

import static io.rowkeep.client.FakeApi.gone;
import static io.rowkeep.client.FakeApi.job;
import static io.rowkeep.client.FakeApi.json;
import static io.rowkeep.client.FakeApi.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls, and what becomes of them when the server is away, refuses, or redirects. */
class ConnectionTest {

    private final FakeApi api = new FakeApi();
    private final Rowkeep rowkeep = api.builder().build();

    @AfterEach
    void close() {
        rowkeep.close();
        api.close();
    }

    @Test
    void aRequestIsRepeatedWithTheSameKeyUntilItIsAnswered() {
        api.then(gone(), json(503, "{}"), problem(502, "STORAGE_UNAVAILABLE", "x"), json(202, job("QUEUED", "")));

        JobHandle handle = rowkeep.backup("school", "people").start();

        assertThat(handle.id()).isEqualTo("j-1");
        assertThat(api.received()).hasSize(4).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.header("Idempotency-Key")).hasSize(36);
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + FakeApi.TOKEN);
        });
        assertThat(api.received().stream()
                        .map(request -> request.header("Idempotency-Key"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void everyRequestHasAKeyOfItsOwnUnlessOneIsGiven() {
        api.then(json(202, job("QUEUED", "")), json(202, job("QUEUED", "")), json(202, job("QUEUED", "")));

        rowkeep.backup("school", "people").start();
        rowkeep.backup("school", "people").start();
        rowkeep.backup("school", "people").idempotencyKey("nightly-7").start();

        assertThat(api.received().stream()
                        .map(request -> request.header("Idempotency-Key"))
                        .distinct())
                .hasSize(3)
                .contains("nightly-7");
    }

    @Test
    void itIsGivenUpAfterSoManyAttempts() {
        api.then(json(503, "{}"), json(503, "{}"), json(503, "{}"), problem(503, "CONTROL_UNAVAILABLE", "Later"));

        RowkeepException refused = failure(() -> rowkeep.backup("b-1"));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("CONTROL_UNAVAILABLE");
        assertThat(api.received()).hasSize(4);
    }

    @Test
    void aRefusalIsNotRepeatedAndSaysStatusCodeAndDetailWithoutTheToken() {
        api.then(problem(401, "UNAUTHENTICATED", "The token " + FakeApi.TOKEN + " is not valid"));

        RowkeepException refused = failure(() -> rowkeep.backup("b-1"));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(refused.detail()).isEqualTo("The token *** is not valid");
        assertThat(refused).hasMessage("401 UNAUTHENTICATED: The token *** is not valid");
        assertThat(rowkeep.toString() + api.builder()).doesNotContain(FakeApi.TOKEN);
        assertThat(api.received()).hasSize(1);
    }

    @Test
    void anAnswerOfSomebodyElseIsNoAnswer() {
        api.then(FakeApi.full(403, "text/html", "<p>" + FakeApi.TOKEN + "</p>"), json(200, "<p>welcome</p>"));

        RowkeepException refused = failure(() -> rowkeep.backup("b-1"));
        RowkeepException strange = failure(() -> rowkeep.backup("b-1"));

        assertThat(refused).hasMessage("403 HTTP_403: The server gave no reason");
        assertThat(strange.code()).isEqualTo(RowkeepException.BROKEN_ANSWER);
    }

    @Test
    void theTokenDoesNotFollowARedirect() {
        try (FakeApi elsewhere = new FakeApi()) {
            api.then(exchange -> {
                exchange.getResponseHeaders().set("Location", elsewhere.url() + "/api/v1/backups/b-1");
                exchange.sendResponseHeaders(307, -1);
                exchange.close();
            });

            assertThat(failure(() -> rowkeep.backup("b-1")).status()).isEqualTo(307);
            assertThat(elsewhere.received()).isEmpty();
        }
        HttpClient follows = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        assertThatThrownBy(() -> api.builder().httpClient(follows)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServerThatDoesNotAnswerIsNotWaitedForForever() {
        CountDownLatch end = new CountDownLatch(1);
        api.then(exchange -> await(end));
        try (Rowkeep hasty =
                api.builder().answerTimeout(Duration.ofMillis(100)).attempts(1).build()) {

            RowkeepException silent = failure(() -> hasty.backup("b-1"));

            assertThat(silent.code()).isEqualTo(RowkeepException.NO_ANSWER);
            assertThat(silent.detail()).contains(api.url().toString(), "GET /api/v1/backups/b-1");
        } finally {
            end.countDown();
        }
    }

    @Test
    void whatIsGivenAsIdCannotLeadElsewhere() {
        api.then(problem(404, "BACKUP_NOT_FOUND", "no"));

        failure(() -> rowkeep.backup("../jobs/1?x=ä b"));

        assertThat(api.only().uri()).isEqualTo("/api/v1/backups/..%2Fjobs%2F1%3Fx%3D%C3%A4%20b");
        assertThatThrownBy(() -> rowkeep.backup("..")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wrongAddressesAndTokensAreRefusedWithoutQuotingSecrets() {
        for (String url : new String[] {"ftp://x", "http://me:pass-word@x", "/path", "http://x?q=1"}) {
            assertThatThrownBy(() -> Rowkeep.connect(URI.create(url), "t"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("pass-word");
        }
        assertThatThrownBy(() -> Rowkeep.connect(URI.create("http://x"), "secret\nsecret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void whatIsClosedAsksNobody() {
        rowkeep.close();

        assertThatThrownBy(() -> rowkeep.backup("b-1")).isInstanceOf(IllegalStateException.class);
        assertThat(api.received()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RowkeepException failure(ThrowingCallable call) {
        return assertThatExceptionOfType(RowkeepException.class)
                .isThrownBy(call)
                .actual();
    }
}
