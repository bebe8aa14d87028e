package io.rowkeep.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.client.FakeApi.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads, whole and broken. */
class DownloadTest {

    private final FakeApi api = new FakeApi();
    private final Rowkeep rowkeep = api.builder().build();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        rowkeep.close();
        api.close();
    }

    @Test
    void aFileComesWholeUnderTheNameOfTheServer() throws IOException {
        api.then(FakeApi.gone(), file("attachment; filename=\"../people.csv\"", "a,b\n"));

        Path file = rowkeep.download("b-1")
                .format("csv")
                .profile("spreadsheet")
                .table("public.\"odd name\"")
                .into(folder);

        assertThat(file).isEqualTo(folder.resolve("people.csv")).hasContent("a,b\n");
        assertThat(api.received().get(1).uri())
                .isEqualTo("/api/v1/backups/b-1/download?format=csv&profile=spreadsheet&table=public.%22odd%20name%22");
        assertThat(files()).containsExactly("people.csv");
    }

    @Test
    void theFormOfADocumentIsAskedFor() {
        api.then(file("attachment; filename=\"users.json\"", "[]"));

        rowkeep.download("b-1").format("json").form("array").table("users").into(folder);

        assertThat(api.only().uri()).isEqualTo("/api/v1/backups/b-1/download?format=json&form=array&table=users");
    }

    @Test
    void aStreamIsReadByTheCaller() throws IOException {
        api.then(file("attachment", "abc"), file("attachment", "abc"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (Download download = rowkeep.download("b-1").open()) {
            assertThat(download.fileName()).isEqualTo("backup-b-1");
            assertThat(download.contentType()).isEqualTo("text/csv");
            assertThat(download.stream()).hasContent("abc");
        }
        assertThat(rowkeep.download("b-1").to(out)).isEqualTo(3);

        assertThat(out).hasToString("abc");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1000})
    void aConnectionThatBreaksLeavesTheOldFileAndNoOther(long length) throws IOException {
        api.then(FakeApi.breaking(length, "a,b\n"));
        Path file = Files.writeString(folder.resolve("people.csv"), "old");

        assertThatExceptionOfType(RowkeepException.class)
                .isThrownBy(() -> rowkeep.download("b-1").to(file))
                .satisfies(e -> assertThat(e.code()).isEqualTo(RowkeepException.BROKEN_ANSWER));

        assertThat(file).hasContent("old");
        assertThat(files()).containsExactly("people.csv");
    }

    @Test
    void anAnswerWhoseEndCannotBeToldFromABreakIsRefused() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answerWithoutLength(server));
            try (Rowkeep unframed =
                    Rowkeep.connect(URI.create("http://127.0.0.1:" + server.getLocalPort()), FakeApi.TOKEN)) {
                assertThatExceptionOfType(RowkeepException.class)
                        .isThrownBy(() -> unframed.download("b-1").to(folder.resolve("x")))
                        .satisfies(e -> assertThat(e.code()).isEqualTo(RowkeepException.BROKEN_ANSWER));
            }
            answered.get();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aDownloadThatFallsSilentIsGivenUp() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        api.then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            end.join();
        });
        try (Rowkeep alert = api.builder().silence(Duration.ofMillis(100)).build()) {
            assertThatExceptionOfType(RowkeepException.class)
                    .isThrownBy(() -> alert.download("b-1").to(folder.resolve("x")))
                    .withMessageContaining("nothing came for PT0.1S");
        } finally {
            end.complete(null);
        }
    }

    @Test
    void aRefusalIsAProblem() {
        api.then(FakeApi.problem(409, "NOT_RESTORABLE", "It is marked so"));

        assertThatExceptionOfType(RowkeepException.class)
                .isThrownBy(() -> rowkeep.download("b-1").into(folder))
                .satisfies(e -> assertThat(e.code()).isEqualTo("NOT_RESTORABLE"));
    }

    @Test
    void anExportIsTheFileOfOneCall() {
        api.then(file("attachment; filename=\"guests.csv\"", "a,b\n"));

        Path file = rowkeep.export("house", "guests by month")
                .parameter("month", 6)
                .parameter("name", "a&b")
                .format("csv")
                .into(folder);

        assertThat(file).isEqualTo(folder.resolve("guests.csv")).hasContent("a,b\n");
        assertThat(api.only().uri())
                .isEqualTo(
                        "/api/v1/sources/house/datasets/guests%20by%20month/export?format=csv&wait=20000ms&month=6&name=a%26b");
    }

    @Test
    void anExportThatTakesLongerIsWaitedForAndDownloaded() {
        api.then(
                FakeApi.json(202, FakeApi.job("RUNNING", "")),
                FakeApi.json(200, FakeApi.job("SUCCEEDED", "")),
                file("attachment; filename=\"guests.csv\"", "a,b\n"));

        Path file = rowkeep.export("house", "monthly").format("csv").into(folder);

        assertThat(file).hasContent("a,b\n");
        assertThat(api.received().get(2).uri()).isEqualTo("/api/v1/backups/b-1/download?format=csv");
    }

    @Test
    void anExportIsNotAskedForTwice() {
        api.then(FakeApi.problem(502, "SOURCE_REFUSED", "division by zero"));

        assertThatExceptionOfType(RowkeepException.class)
                .isThrownBy(() -> rowkeep.export("house", "monthly").into(folder))
                .satisfies(e -> assertThat(e.code()).isEqualTo("SOURCE_REFUSED"));
        assertThat(api.received()).hasSize(1);
    }

    private String[] files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
        }
    }

    private static Reply file(String disposition, String content) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Disposition", disposition);
            FakeApi.full(200, "text/csv", content).to(exchange);
        };
    }

    private static void answerWithoutLength(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[10_000]);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf of it"
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
