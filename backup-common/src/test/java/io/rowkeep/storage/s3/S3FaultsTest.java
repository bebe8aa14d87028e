package io.rowkeep.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.settings.S3Settings;
import io.rowkeep.settings.S3Settings.Checksums;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that answers as told; its last answer stands for every further call. */
class S3FaultsTest {

    private static final String SECRET = "the-secret-key";

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private S3ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        store = S3ObjectStore.open(settings(server.getAddress().getPort()), Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, STORAGE_ACCESS_DENIED, ROWKEEP_S3_ACCESS_KEY",
        "403, InvalidAccessKeyId, STORAGE_ACCESS_DENIED, ROWKEEP_S3_ACCESS_KEY",
        "403, SignatureDoesNotMatch, STORAGE_ACCESS_DENIED, ROWKEEP_S3_SECRET_KEY",
        "403, RequestTimeTooSkewed, STORAGE_ACCESS_DENIED, clocks",
        "404, NoSuchBucket, STORAGE_ACCESS_DENIED, ROWKEEP_S3_BUCKET",
        "301, PermanentRedirect, STORAGE_ACCESS_DENIED, ROWKEEP_S3_REGION",
        "400, AuthorizationHeaderMalformed, STORAGE_ACCESS_DENIED, ROWKEEP_S3_REGION",
        "400, InvalidRequest, STORAGE_ACCESS_DENIED, ROWKEEP_S3_CHECKSUMS",
        "507, InsufficientStorage, STORAGE_FULL, no room",
        "507, XMinioStorageFull, STORAGE_FULL, no room",
        "403, QuotaExceeded, STORAGE_FULL, no room",
        "400, EntityTooLarge, STORAGE_FULL, no room",
        "500, InternalError, STORAGE_UNAVAILABLE, HTTP 500",
        "503, SlowDown, STORAGE_UNAVAILABLE, HTTP 503",
        "409, ConditionalRequestConflict, STORAGE_UNAVAILABLE, HTTP 409",
    })
    void aFaultOfTheStoreBecomesASentenceThatNamesBucketKeyAndWhatToDo(
            int status, String storeCode, ErrorCode code, String words) {
        answers.add(Answer.error(status, storeCode));

        assertThatThrownBy(() -> store.putIfAbsent("some/key", "content".getBytes(UTF_8)))
                .asInstanceOf(InstanceOfAssertFactories.type(BackupException.class))
                .returns(code, BackupException::code)
                .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                .contains("Bucket attic", "some/key", storeCode, words)
                .doesNotContain(SECRET);
    }

    @Test
    void noSpaceIsUnderstoodFromTheWordsOfAnInternalError() {
        answers.add(new Answer(500, error("InternalError", "write failed: No space left on device")));

        assertThat(failureOfPut().code()).isEqualTo(ErrorCode.STORAGE_FULL);
    }

    @Test
    void aPassingFaultIsTriedAgainWithTheWholeContent() {
        answers.add(Answer.error(503, "SlowDown"));
        answers.add(Answer.error(500, "InternalError"));
        answers.add(new Answer(200, ""));

        store.put("key", "-content-".getBytes(UTF_8), 1, 7);

        assertThat(bodies).hasSize(3).allMatch(body -> body.lines().anyMatch("content"::equals));
    }

    @Test
    void aConditionalWriteThatMetAnotherOneIsTriedAgain() {
        answers.add(Answer.error(409, "ConditionalRequestConflict"));
        answers.add(Answer.error(412, "PreconditionFailed"));

        assertThat(store.putIfAbsent("key", new byte[1])).isFalse();
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() {
        answers.add(new Answer(200, "content", 20));
        answers.add(new Answer(200, "content"));

        assertThat(store.get("key", 20)).hasValue("content".getBytes(UTF_8));
    }

    @Test
    void aStreamThatBreaksOffIsTheStoresFaultAndNotDamage() throws IOException {
        answers.add(new Answer(200, "content", 20));

        try (InputStream stream = store.open("key").orElseThrow()) {
            BackupException failure = catchThrowableOfType(BackupException.class, stream::readAllBytes);

            assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
            assertThat(failure).hasMessageContaining("read key");
        }
    }

    @Test
    void aStoreThatCannotBeReachedIsUnavailable() {
        server.stop(0);

        assertThat(failureOfPut().code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
        assertThat(failureOfPut()).hasMessageContainingAll("Bucket attic", "127.0.0.1", "refused");
    }

    @ParameterizedTest
    @CsvSource({"200,", "501, NotImplemented"})
    void theProbeRefusesAStoreWithoutConditionalWrites(int status, String code) {
        answers.add(code == null ? new Answer(status, "") : Answer.error(status, code));

        assertThatThrownBy(store::probe)
                .asInstanceOf(InstanceOfAssertFactories.type(BackupException.class))
                .returns(ErrorCode.INVALID_SETTING, BackupException::code)
                .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                .contains("attic", "ROWKEEP_S3_CONDITIONAL_WRITES=false");
    }

    private BackupException failureOfPut() {
        return catchThrowableOfType(BackupException.class, () -> store.put("key", new byte[1], 0, 1));
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
        exchange.sendResponseHeaders(answer.status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer.body.getBytes(UTF_8));
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private static S3Settings settings(int port) {
        return new S3Settings(
                URI.create("http://127.0.0.1:" + port),
                "us-east-1",
                "attic",
                "",
                "key-id",
                SECRET,
                true,
                true,
                Checksums.WHEN_REQUIRED);
    }

    private static String error(String code, String message) {
        return "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message);
    }

    private record Answer(int status, String body, int length) {

        Answer(int status, String body) {
            this(status, body, body.length());
        }

        static Answer error(int status, String code) {
            return new Answer(status, S3FaultsTest.error(code, "for some reason"));
        }
    }
}
