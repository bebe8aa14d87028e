package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.failure.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemIT {

    private static final RunningApi API = School.API;
    private static final String BACKUPS = "/api/v1/backups";

    private final String operator = School.token("operator");

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/backup", "/api/v2/backups", "/", "/error", "/index.html", "/api/v1/backups/"})
    void aPathThatIsNotThereIsAProblem(String path) {
        API.get(operator, path).isProblem(404, ErrorCode.NOT_FOUND, "no such path");
    }

    @Test
    void aMethodThatAPathDoesNotKnowIsAProblemThatNamesThoseItKnows() {
        Answer answer = API.delete(operator, BACKUPS).isProblem(405, ErrorCode.NOT_FOUND, "DELETE");

        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void aBodyThatIsNotJsonIsAProblem() {
        API.send(API.request(operator, BACKUPS)
                        .header("Content-Type", "text/xml")
                        .POST(BodyPublishers.ofString("<x/>")))
                .isProblem(415, ErrorCode.INVALID_REQUEST, "application/json");
    }

    @Test
    void whatHasTakenEffectIsAnsweredWhateverTheHeaderAcceptAllows() {
        API.send(API.request(operator, BACKUPS)
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/csv")
                        .POST(BodyPublishers.ofString("{\"source\": \"school\"}")))
                .hasStatus(202);
        API.send(API.request(operator, BACKUPS).header("Accept", "image/png").GET())
                .hasStatus(200);
        API.get(operator, "/v3/api-docs.yaml").hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/backups?source=%ff", "/health?x=%E0%A4"})
    void anAddressThatCannotBeDecodedIsAProblemOfTheCaller(String path) throws IOException {
        String answer = raw("GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                .formatted(path, operator));

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("percent-encoded UTF-8");
    }

    @Test
    void aNumberThatIsTooLongIsNoMissingBody() {
        API.post(operator, BACKUPS, "{\"source\": %s}".formatted("7".repeat(50_000)))
                .isProblem(400, ErrorCode.INVALID_REQUEST, "a number");
    }

    @Test
    void aBodyOfMoreThanOneMebibyteIsRefusedHoweverItIsSent() {
        String large = "{\"source\": \"%s\"}".formatted("x".repeat(2 << 20));
        Supplier<InputStream> stream = () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8));

        API.post(operator, BACKUPS, large).isProblem(413, ErrorCode.INVALID_REQUEST, "1048576 bytes");
        API.send(API.request(operator, BACKUPS)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(stream)))
                .isProblem(413, ErrorCode.INVALID_REQUEST, "1048576 bytes");
    }

    @Test
    void aClientThatSendsAllOfATooLargeBodyBeforeItReadsGetsTheRefusal() throws IOException {
        byte[] body = new byte[16 << 20];
        URI address = API.address;

        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("""
                    POST %s HTTP/1.1
                    Host: %s
                    Authorization: Bearer %s
                    Content-Type: application/json
                    Connection: close
                    Content-Length: %d

                    """.formatted(BACKUPS, address.getAuthority(), operator, body.length)
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("1048576 bytes");
        }
    }

    @Test
    void deeplyNestedJsonIsAProblemOfTheCaller() {
        API.post(operator, BACKUPS, "{\"source\": " + "[".repeat(100_000)).isProblem(400, ErrorCode.INVALID_REQUEST);
        API.post(operator, BACKUPS, "[".repeat(100_000)).isProblem(400, ErrorCode.INVALID_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/%zz HTTP/1.1",
                "GET /api/v1/jobs;x=1 HTTP/1.1",
                "GET /api//v1/jobs HTTP/1.1",
                "GET /api/v1/..%2f..%2fetc HTTP/1.1",
                "TRACE / HTTP/1.1",
                "GET /api/v1/jobs?source={x} HTTP/1.1",
                "NONSENSE",
            })
    void whatTheContainerRefusesIsAProblemToo(String requestLine) throws IOException {
        String answer = raw(requestLine + "\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4");
        assertThat(answer).contains("application/problem+json").contains("\"code\":\"");
        assertThat(answer).doesNotContain("<html").doesNotContain("Exception").doesNotContain("Tomcat");
    }

    @Test
    void theDescriptionOfTheApiNamesEveryCallAndTheToken() {
        Answer answer = API.get(School.token("viewer"), "/v3/api-docs").hasStatus(200);

        assertThat(answer.json().path("paths").propertyNames())
                .contains(
                        "/api/v1/backups",
                        "/api/v1/backups/{id}",
                        "/api/v1/backups/{id}/download",
                        "/api/v1/backups/{id}/restores",
                        "/api/v1/jobs",
                        "/api/v1/jobs/{id}",
                        "/api/v1/jobs/{id}/cancel",
                        "/api/v1/sources",
                        "/api/v1/sources/{name}/statistics",
                        "/api/v1/workers",
                        "/api/v1/tokens",
                        "/api/v1/tokens/{id}");
        assertThat(answer.json().at("/components/securitySchemes/bearer/scheme").asString())
                .isEqualTo("bearer");
        assertThat(answer.json()
                        .at("/components/schemas/Problem/properties/code")
                        .isObject())
                .isTrue();
        assertThat(answer.json()
                        .at("/components/schemas/Job/properties/source/type")
                        .asString())
                .isEqualTo("string");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(API.address.getHost(), API.address.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
