package io.rowkeep.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.broker.EmbeddedBroker;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.judge.Api;
import io.rowkeep.judge.Sql;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.settings.SourceSettings;
import io.rowkeep.worker.source.FileFolder;
import io.rowkeep.worker.source.PathPattern;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A whole system goes into a backup, comes out as an archive, and comes back into an empty database and an empty folder. */
class SystemFlowIT {

    private static final String PHOTO = "0a8fab50-f2b2-4a9a-9e0e-1d9e3f0a7d11.jpg";

    @TempDir
    Path folder;

    private final TestDatabase guests = PostgresServer.shared().database();
    private final TestDatabase copy = PostgresServer.shared().database();

    @Test
    void aSystemIsBackedUpDownloadedAndRestored() throws IOException {
        Sql.run(guests.dataSource(), """
                create table guests (id serial primary key, name text not null);
                create view names as select name from guests;
                insert into guests (name) select 'guest ' || n from generate_series(1, 1000) n;
                """);
        write("logo.png", "a logo");
        write("rooms/sea.jpg", "the sea");
        write(PHOTO, "a passport");
        write("guests/" + PHOTO, "another");
        try (EmbeddedBroker broker = EmbeddedBroker.startInMemory(0, "judge", "secret");
                OneJvm rowkeep = OneJvm.start(
                        broker.amqpUri(),
                        List.of(source("guests", guests, "uploads"), source("guests-copy", copy, "restored")))) {
            Api api = rowkeep.api();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> api.get("/api/v1/sources").body().get("items").size() == 2);

            JsonNode backup = api.backUp("guests", "system");
            Map<String, String> archive = archive(api, backup);
            String restores = Api.restores(backup);
            String request =
                    "{\"mode\": \"system\", \"target\": {\"source\": \"guests-copy\"}, \"confirm\": \"guests-copy\"}";
            JsonNode restore = api.succeeded(api.ask(restores, request));
            JsonNode again = api.ended(api.ask(restores, request));
            JsonNode imported = api.ended(api.upload("source=guests", zip(api, backup)));

            assertThat(backup.get("statistics").get("system").get("files").intValue())
                    .isEqualTo(2);
            assertThat(archive.keySet())
                    .containsExactly("manifest.json", "database.dump", "uploads/logo.png", "uploads/rooms/sea.jpg");
            assertThat(archive.get("database.dump")).startsWith("PGDMP");
            assertThat(restore.get("statistics").get("system").get("fileBytes").longValue())
                    .isEqualTo(13);
            assertThat(Sql.rows(copy.dataSource(), "select id, name from guests order by id"))
                    .isEqualTo(Sql.rows(guests.dataSource(), "select id, name from guests order by id"));
            assertThat(Sql.value(copy.dataSource(), "select count(*) from names"))
                    .isEqualTo("1000");
            assertThat(folder.resolve("restored/rooms/sea.jpg")).hasContent("the sea");
            assertThat(folder.resolve("restored").resolve(PHOTO)).doesNotExist();
            assertThat(again.get("error").toString()).contains("TARGET_NOT_EMPTY", "public.guests");
            assertThat(imported.get("error").toString()).contains("IMPORT_REFUSED", "system backup");
        }
    }

    private SourceSettings source(String name, TestDatabase database, String files) {
        return new SourceSettings(
                new SourceName(name),
                SourceType.POSTGRESQL,
                database.url(),
                database.username(),
                database.password(),
                List.of(),
                false,
                false,
                new FileFolder(
                        folder.resolve(files),
                        List.of(new PathPattern("**")),
                        List.of(new PathPattern("**/????????-????-????-????-????????????.*"))));
    }

    private static Map<String, String> archive(Api api, JsonNode backup) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (InputStream body = download(api, backup);
                ZipInputStream zip = new ZipInputStream(body, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static byte[] zip(Api api, JsonNode backup) throws IOException {
        try (InputStream body = download(api, backup)) {
            return body.readAllBytes();
        }
    }

    private static InputStream download(Api api, JsonNode backup) throws IOException {
        return api.download(backup.get("backupId").stringValue(), "format=zip").body();
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve("uploads").resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, content);
    }
}
