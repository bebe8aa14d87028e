package io.rowkeep.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.flow.OneJvm;
import io.rowkeep.judge.Api;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.quickstart.example.Example;
import io.rowkeep.quickstart.example.SampleAddress;
import io.rowkeep.quickstart.example.SampleDatabase;
import io.rowkeep.quickstart.example.SamplePlaces;
import io.rowkeep.quickstart.example.TableState;
import io.rowkeep.quickstart.example.Tour;
import io.rowkeep.testing.RabbitServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Rowkeep on a real broker and store, with an example's own configuration; every test begins with the example's data. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExampleFixture {

    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");

    final Example example;
    final String dataset;

    SamplePlaces places;
    SampleDatabase sample;
    OneJvm rowkeep;
    private Path folder = Path.of("");
    Api api;

    /**
     * An example.
     *
     * @param dataset the one that its calls are mostly about
     */
    ExampleFixture(Example example, String dataset) {
        this.example = example;
        this.dataset = dataset;
    }

    /** Where its database is; empty at first. */
    abstract SampleAddress address();

    /** Where an empty database beside it is. */
    abstract SampleAddress copy();

    /** Leaves nothing in it but what Rowkeep keeps there. */
    abstract void empty();

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        places = new SamplePlaces(address(), copy(), folder.resolve("files"));
        sample = example.database(places.database());
        assertThat(sample.isLoaded()).isFalse();
        Path file = Files.writeString(folder.resolve("rowkeep.yml"), example.configuration());
        rowkeep = OneJvm.configured(RabbitServer.shared().virtualHost(), file, example.variables(places));
        api = rowkeep.api();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !api.get("/api/v1/sources").body().get("items").isEmpty());
    }

    @AfterAll
    void stop() {
        if (rowkeep != null) {
            rowkeep.close();
        }
    }

    @BeforeEach
    void load() {
        empty();
        example.prepare(places);
        example.emptyTargets(places);
        assertThat(sample.isLoaded()).isTrue();
    }

    @Test
    void theReadmeDoesWhatItSays() {
        assertThat(tour()).endsWith("Every row is back.\n");
        assertThat(unfinishedTour()).doesNotExist();
    }

    /** Takes the tour, and answers what it said. */
    String tour() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Tour.take(example, places, rowkeep.url(), OneJvm.TOKEN, unfinishedTour(), out);
        return said.toString(StandardCharsets.UTF_8);
    }

    Path unfinishedTour() {
        return folder.resolve("tour");
    }

    /** The API for the holder of a token of this role. */
    Api holder(String role) {
        return api.as(api.post("/api/v1/tokens", "{\"name\": \"a %1$s\", \"role\": \"%1$s\"}".formatted(role))
                .body()
                .get("token")
                .stringValue());
    }

    /** A backup of the dataset, which has succeeded. */
    JsonNode backUp() {
        return api.succeeded(api.ask(
                "/api/v1/backups", "{\"source\": \"%s\", \"dataset\": \"%s\"}".formatted(example.id(), dataset)));
    }

    /** A restore that is done as it is previewed. */
    JsonNode restored(JsonNode backup, String options) {
        return api.succeeded(api.ask(
                Api.restores(backup),
                "{%s, \"preview\": %s}"
                        .formatted(options, preview(backup, options).get("id"))));
    }

    /** What a restore would do. */
    JsonNode preview(JsonNode backup, String options) {
        Api.Answer answer = api.post(Api.restores(backup) + "?wait=30s", "{%s, \"dryRun\": true}".formatted(options));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.body();
    }

    /** The newest entries of the audit about the example: who did what with which backup, format, tables, compression. */
    List<String> trail(int entries) {
        return api.get("/api/v1/audit?source=%s&limit=%d".formatted(example.id(), entries))
                .body()
                .get("items")
                .valueStream()
                .map(entry -> "%s %s %s %s %s %s"
                        .formatted(
                                entry.get("requester").stringValue(),
                                entry.at("/details/kind")
                                        .asString(entry.get("action").stringValue()),
                                entry.at("/details/backupId").stringValue(),
                                entry.at("/details/format").asString("-"),
                                entry.at("/details/tables"),
                                entry.at("/details/compress").asString("-")))
                .toList();
    }

    JsonNode undone(JsonNode job) {
        return api.succeeded(
                api.ask("/api/v1/jobs/%s/undo".formatted(job.get("id").stringValue()), "{}"));
    }

    /** The backup that this one job's tables came from is a file of that name, with that content. */
    File download(JsonNode backup, String query) {
        HttpResponse<InputStream> response = api.download(backup.get("backupId").stringValue(), query);
        Matcher name = FILE_NAME.matcher(
                response.headers().firstValue("Content-Disposition").orElse(""));
        assertThat(name.find()).isTrue();
        try (InputStream body = response.body()) {
            return new File(name.group(1), body.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A downloaded file. */
    record File(String name, byte[] content) {

        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return MessageMapper.JSON.readTree(content);
        }
    }

    /** Part of a job's statistics, of one table. */
    static JsonNode table(JsonNode job, String name) {
        return StreamSupport.stream(job.get("statistics").get("tables").spliterator(), false)
                .filter(table -> table.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The rows of every table, as the application counts them. */
    Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        sample.state().forEach((table, state) -> rows.put(table, state.rows()));
        return rows;
    }

    /** What a table holds. */
    TableState state(String table) {
        return sample.state().get(table);
    }
}
