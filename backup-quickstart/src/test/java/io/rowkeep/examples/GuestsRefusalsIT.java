package io.rowkeep.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.artifact.Sha256;
import io.rowkeep.judge.Api;
import io.rowkeep.judge.Sql;
import io.rowkeep.judge.StoredBackup;
import io.rowkeep.judge.StoredBackup.Harm;
import io.rowkeep.quickstart.example.Example;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What becomes of a guest house's system backup that somebody has tampered with, and of paths that lead out of its folders. */
class GuestsRefusalsIT extends PostgresFixture {

    private static final String INTO_COPY =
            "{\"mode\": \"system\", \"target\": {\"source\": \"guests-copy\"}, \"confirm\": \"guests-copy\"}";

    @TempDir
    Path outside;

    GuestsRefusalsIT() {
        super(Example.GUESTS, "guests-by-month");
    }

    @Override
    void theReadmeDoesWhatItSays() {
        // No test here: GuestsIT makes these calls, and once is enough.
    }

    @ParameterizedTest
    @CsvSource({
        "1/_dump/[^/]*\\.dump\\.zst, FLIPPED, ARTIFACT_DAMAGED",
        "1/_dump/[^/]*\\.dump\\.zst, CUT, ARTIFACT_DAMAGED",
        "1/_dump/[^/]*\\.dump\\.zst, EXCHANGED, ARTIFACT_DAMAGED",
        "1/_dump/[^/]*\\.dump\\.zst, GONE, ARTIFACT_MISSING",
        "1/_dump/parts\\.jsonl\\.zst, FLIPPED, ARTIFACT_DAMAGED",
        "1/_files/00000002-.*, FLIPPED, ARTIFACT_DAMAGED",
        "1/_files/00000002-.*, CUT, ARTIFACT_DAMAGED",
        "1/_files/00000002-.*, EXCHANGED, ARTIFACT_DAMAGED",
        "1/_files/00000002-.*, GONE, ARTIFACT_MISSING"
    })
    @Feature({"guests.integrity", "guests.remote-storage"})
    void aDamagedPartIsNeitherRestoredNorDownloaded(String pattern, Harm harm, String code) throws IOException {
        JsonNode backup = system();
        try (StoredBackup stored = new StoredBackup(rowkeep.bucket(), backup)) {
            String key = stored.key(pattern);
            stored.harm(key, harm);

            JsonNode restore = api.ended(api.ask(Api.restores(backup), INTO_COPY));
            Api.Answer download = api.get(download(backup));

            assertThat(restore.get("status").stringValue()).isEqualTo("FAILED");
            assertThat(restore.get("error").get("code").stringValue()).isEqualTo(code);
            assertThat(restore.get("error").get("message").stringValue()).contains(key);
            assertNothingIsRestored();
            assertThat(download.status()).isEqualTo(500);
            assertThat(download.body().get("code").stringValue()).isEqualTo(code);
            assertThat(download.body().get("detail").stringValue()).contains(key);
        }
        assertThat(api.get(download(backup)).status()).isEqualTo(200);
        api.succeeded(api.ask(Api.restores(backup), INTO_COPY));
    }

    @Test
    @Feature({"guests.paths", "guests.dump-trusted"})
    void noPathThatSomebodyPutsIntoAManifestLeadsOut() throws IOException {
        JsonNode backup = system();
        try (StoredBackup stored = new StoredBackup(rowkeep.bucket(), backup)) {
            String key = stored.key("manifest\\.json");
            stored.put(key, sealed(stored.bytes(key), "\"system/logo.png\"", "\"../../planted.png\""));

            JsonNode restore = api.ended(api.ask(Api.restores(backup), INTO_COPY));
            Api.Answer download = api.get(download(backup));

            assertThat(restore.get("error").get("code").stringValue()).isEqualTo("DUMP_UNTRUSTED");
            assertThat(restore.get("error").get("message").stringValue()).contains("is not the one that was stored");
            assertThat(download.status()).isEqualTo(500);
            assertThat(download.body().get("code").stringValue()).isEqualTo("ARTIFACT_DAMAGED");
            assertNothingIsRestored();
        }
    }

    @Test
    @Feature("guests.paths")
    void noLinkLeadsABackupOutOfTheUploads() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret.txt"), "a secret of the host");
        Path uploads = places.files().resolve("uploads");
        Path file = Files.createSymbolicLink(uploads.resolve("passwords.txt"), secret);
        Path folder = Files.createSymbolicLink(uploads.resolve("elsewhere"), outside);
        try {
            JsonNode backup = system();

            assertThat(backup.get("statistics").get("warnings").toString())
                    .contains("File passwords.txt was left out: it is a symbolic link")
                    .contains("File elsewhere was left out: it is a symbolic link");
            assertThat(backup.get("statistics").get("system").get("files").intValue())
                    .isEqualTo(5);
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }

    @Test
    @Feature("guests.paths")
    void noLinkLeadsARestoreOutOfItsFolder() throws IOException {
        JsonNode backup = system();
        Path link = Files.createSymbolicLink(places.files().resolve("restored/system"), outside);

        JsonNode restore = api.ended(api.ask(Api.restores(backup), INTO_COPY));

        assertThat(restore.get("error").get("code").stringValue()).isEqualTo("TARGET_NOT_EMPTY");
        assertThat(restore.get("error").get("message").stringValue()).contains("restored", "it has system");
        assertThat(outside).isEmptyDirectory();
        Files.delete(link);
        assertNothingIsRestored();
    }

    @Test
    @Feature("guests.dump-trusted")
    void aSystemThatCameFromElsewhereIsNotTaken() throws IOException {
        JsonNode backup = system();
        byte[] archive;
        try (InputStream body =
                api.download(backup.get("backupId").stringValue(), "format=zip").body()) {
            archive = body.readAllBytes();
        }

        JsonNode imported = api.ended(api.upload("source=guests-copy", archive));

        assertThat(imported.get("status").stringValue()).isEqualTo("FAILED");
        assertThat(imported.get("error").get("code").stringValue()).isEqualTo("IMPORT_REFUSED");
        assertThat(imported.get("error").get("message").stringValue()).contains("system backup");
        assertNothingIsRestored();
    }

    @Test
    @Feature("guests.temporary-files")
    void aDownloadLeavesNothingWhetherItIsReadToItsEndOrNot() throws IOException {
        JsonNode backup = system();
        try (StoredBackup stored = new StoredBackup(rowkeep.bucket(), backup)) {
            List<String> objects = stored.everything();
            List<Path> files = temporaryFiles();

            assertThat(api.get(download(backup)).status()).isEqualTo(200);
            try (InputStream body = api.download(backup.get("backupId").stringValue(), "format=zip")
                    .body()) {
                assertThat(body.read()).isEqualTo('P');
            }

            assertThat(stored.everything()).isEqualTo(objects);
            // Other programs on this machine may be at work in the same folder, but not for long.
            await().atMost(Duration.ofSeconds(30)).until(() -> files.containsAll(temporaryFiles()));
        }
    }

    private JsonNode system() {
        return api.succeeded(api.ask("/api/v1/backups", "{\"source\": \"guests\", \"format\": \"system\"}"));
    }

    private static String download(JsonNode backup) {
        return "/api/v1/backups/%s/download?format=zip"
                .formatted(backup.get("backupId").stringValue());
    }

    private void assertNothingIsRestored() throws IOException {
        assertThat(Sql.value(
                        copied.dataSource(),
                        "select count(*) from pg_class where relnamespace = 'public'::regnamespace"))
                .isEqualTo("0");
        try (Stream<Path> restored = Files.walk(places.files().resolve("restored"))) {
            assertThat(restored.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(places.files().resolve("planted.png")).doesNotExist();
    }

    /** As whoever can write to the bucket could do it: the seal is no secret. */
    private static byte[] sealed(byte[] manifest, String from, String to) {
        String text = new String(manifest, StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        String open = text.substring(0, text.lastIndexOf(",\"sha256\":")).replace(from, to);
        return "%s,\"sha256\":\"%s\"}"
                .formatted(open, Sha256.hex(open.getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith("rowkeep"))
                    .toList();
        }
    }
}
