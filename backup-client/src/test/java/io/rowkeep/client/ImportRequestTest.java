package io.rowkeep.client;

import static io.rowkeep.client.FakeApi.job;
import static io.rowkeep.client.FakeApi.json;
import static io.rowkeep.client.FakeApi.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way to become backups. */
class ImportRequestTest {

    private final FakeApi api = new FakeApi();
    private final Rowkeep rowkeep =
            api.builder().answerTimeout(Duration.ofSeconds(2)).build();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        rowkeep.close();
        api.close();
    }

    @Test
    void aFileIsSentAsItIsAndAgainWhenTheServerIsNotAble() throws IOException {
        Path file = Files.writeString(folder.resolve("users.csv"), "id,name\n1,Ada\n");
        api.then(problem(503, "STORAGE_UNAVAILABLE", "later"), json(202, job("QUEUED", "")));

        JobHandle handle = rowkeep.importFile("school", "people")
                .table("public.users")
                .format("csv")
                .label("a b")
                .idempotencyKey("k")
                .start(file);

        assertThat(handle.id()).isEqualTo("j-1");
        assertThat(api.received()).hasSize(2).allSatisfy(request -> {
            assertThat(request.method() + " " + request.uri())
                    .isEqualTo(
                            "POST /api/v1/backups/import?source=school&dataset=people&table=public.users&format=csv&label=a%20b");
            assertThat(request.body()).isEqualTo("id,name\n1,Ada\n");
            assertThat(request.header("Content-Length")).isEqualTo("14");
            assertThat(request.header("Idempotency-Key")).isEqualTo("k");
        });
    }

    @Test
    void aStreamIsSentOnce() {
        api.then(problem(503, "STORAGE_UNAVAILABLE", "later"), json(202, job("QUEUED", "")));
        InputStream content = new ByteArrayInputStream("[]".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> rowkeep.importFile("school", "people").start(content))
                .isInstanceOfSatisfying(
                        RowkeepException.class, e -> assertThat(e.code()).isEqualTo("STORAGE_UNAVAILABLE"));
        assertThat(api.only().body()).isEqualTo("[]");
    }

    @Test
    void aFileMayTakeLongerThanAnAnswerAsLongAsSomethingGoes() {
        api.then(json(202, job("QUEUED", "")));

        assertThat(rowkeep.importFile("school", "people").start(slow(25)).id()).isEqualTo("j-1");

        assertThat(api.only().body()).hasSize(25);
    }

    @Test
    void aFileThatIsNotThereIsSaidToBe() {
        assertThatThrownBy(() -> rowkeep.importFile("school", "people").start(folder.resolve("none.csv")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.csv");
        assertThat(api.received()).isEmpty();
    }

    /** A byte every 100 ms. */
    private static InputStream slow(int bytes) {
        return new InputStream() {
            private int left = bytes;

            @Override
            public int read() throws IOException {
                if (left == 0) {
                    return -1;
                }
                pause();
                left--;
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int b = read();
                if (b < 0) {
                    return -1;
                }
                buffer[offset] = (byte) b;
                return 1;
            }

            private void pause() throws IOException {
                try {
                    new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
    }
}
