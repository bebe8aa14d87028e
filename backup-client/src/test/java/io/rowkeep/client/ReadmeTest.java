package io.rowkeep.client;

import static io.rowkeep.client.FakeApi.job;
import static io.rowkeep.client.FakeApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plain Java of the README: it is compiled and run here, and is word for word in the README. */
class ReadmeTest {

    private static final String STATISTICS =
            ", \"statistics\": {\"tables\": [{\"name\": \"public.students\", \"rows\": 3}]}";

    @TempDir
    Path folder;

    @Test
    void thePlainJavaOfTheReadmeRuns() throws Exception {
        try (FakeApi api = new FakeApi()) {
            api.then(
                    json(202, job("SUCCEEDED", STATISTICS)),
                    FakeApi.full(200, "application/zip", "zip"),
                    json(200, job("SUCCEEDED", "")),
                    json(200, "{\"items\": []}"),
                    json(202, job("SUCCEEDED", "")),
                    json(202, job("SUCCEEDED", STATISTICS)),
                    json(202, job("SUCCEEDED", "")),
                    json(202, job("SUCCEEDED", "")));

            plainJava(api.url(), FakeApi.TOKEN, folder);

            assertThat(api.received()).hasSize(8);
            assertThat(folder.resolve("backup-b-1")).hasContent("zip");
        }
    }

    @Test
    void thePlainJavaOfTheReadmeIsThis() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/rowkeep/client/ReadmeTest.java"));
        String example = source.substring(source.lastIndexOf("// begin") + 9, source.lastIndexOf("        // end"));

        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + example.indent(-8) + "```");
    }

    private static void plainJava(URI url, String token, Path folder) {
        // begin
        try (Rowkeep rowkeep = Rowkeep.connect(url, token)) {
            Duration patience = Duration.ofMinutes(10);
            Job backup = rowkeep.backup("school", "people")
                    .label("before the import")
                    .start()
                    .awaitSuccess(patience);
            rowkeep.download(backup.requireBackupId()).format("zip").into(folder);

            RestoreRequest merge =
                    rowkeep.restore(backup.requireBackupId()).merge().preserveNewer();
            Job preview = merge.preview();
            rowkeep.differences(preview.id()).kind("conflict").stream()
                    .limit(100)
                    .forEach(System.out::println);
            merge.asPreviewed(preview.id()).start().awaitSuccess(patience);

            ClearRequest clear =
                    rowkeep.clear("school", "people").tables("public.students").confirm("people");
            if (clear.preview().statistics().refused().isEmpty()) {
                Job cleared = clear.start().awaitSuccess(patience);
                cleared.statistics()
                        .tables()
                        .forEach(table -> System.out.printf(
                                "%s: %,d rows deleted, %,d kept%n",
                                table.name(),
                                table.changes().deleted(),
                                table.kept().kept()));
                rowkeep.undo(cleared.id()).start().awaitSuccess(patience);
            }
        }
        // end
    }
}
