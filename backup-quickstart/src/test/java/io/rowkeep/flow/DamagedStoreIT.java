package io.rowkeep.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.broker.EmbeddedBroker;
import io.rowkeep.judge.Api;
import io.rowkeep.judge.Fingerprint;
import io.rowkeep.judge.HardDatabase;
import io.rowkeep.judge.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;

/** A backup that is not what was stored is refused: no table changes, and no download ends as if it were whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedStoreIT {

    private final HardDatabase shop = HardDatabase.empty();
    private final DataSource tables = shop.owner().dataSource();
    private final EmbeddedBroker broker = EmbeddedBroker.startInMemory(0, "judge", "secret");
    private final OneJvm rowkeep = OneJvm.start(broker.amqpUri(), Map.of("shop", shop.owner()));
    private final Api api = rowkeep.api();
    private final S3Client s3 = rowkeep.bucket().client();
    private JsonNode backup;

    @BeforeAll
    void backUp() {
        Sql.run(tables, """
                create table small (id int primary key, t text);
                create table large (id int primary key, small int references small, t text);
                insert into small select i, md5(i::text) from generate_series(1, 100) i;
                insert into large select i, 1 + i % 100, md5(i::text) from generate_series(1, 20000) i;
                """);
        api.awaitSources(1);
        backup = api.backUp("shop", "json");
        Sql.run(tables, "delete from large where id % 2 = 0; update small set t = 'changed since'");
    }

    @AfterAll
    void stop() {
        s3.close();
        rowkeep.close();
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({
        "part of large, flip a bit, ARTIFACT_DAMAGED",
        "part of large, cut the end off, ARTIFACT_DAMAGED",
        "part of large, make empty, ARTIFACT_DAMAGED",
        "part of large, append a byte, ARTIFACT_DAMAGED",
        "part of large, put another object there, ARTIFACT_DAMAGED",
        "part of large, delete, ARTIFACT_MISSING",
        "part list of large, flip a bit, ARTIFACT_DAMAGED",
        "part list of large, cut the end off, ARTIFACT_DAMAGED",
        "part list of large, put another object there, ARTIFACT_DAMAGED",
        "part list of large, delete, ARTIFACT_MISSING",
        "manifest, flip a bit, ARTIFACT_DAMAGED",
        "manifest, cut the end off, ARTIFACT_DAMAGED",
        "manifest, make empty, ARTIFACT_DAMAGED",
        "manifest, put another object there, ARTIFACT_DAMAGED",
        "manifest, put foreign JSON there, ARTIFACT_DAMAGED",
        "manifest, delete, ARTIFACT_MISSING"
    })
    void whatIsNotAsItWasStoredIsRefused(String target, String harm, String code) throws IOException {
        Fingerprint before = Fingerprint.of(tables);
        String key = key(target);
        byte[] original =
                s3.getObjectAsBytes(get -> get.bucket(bucket()).key(key)).asByteArray();
        harm(key, original, harm);
        try {
            JsonNode job = api.ended(api.ask(Api.restores(backup), "{\"mode\": \"replace\"}"));

            assertThat(job.get("status").stringValue()).isEqualTo("FAILED");
            assertThat(job.get("error").get("code").stringValue())
                    .as("%s", job.get("error"))
                    .isEqualTo(code);
            assertThat(job.get("attempt").intValue()).isEqualTo(1);
            assertThat(Fingerprint.of(tables).differencesFrom(before)).isEmpty();
            assertThat(isWhole("format=json")).isFalse();
            assertThat(isWhole("format=zip")).isFalse();
            assertThat(isWhole("format=csv&table=public.large")).isFalse();
        } finally {
            write(key, original);
        }
        assertThat(isWhole("format=json")).isTrue();
        assertThat(isWhole("format=zip")).isTrue();
    }

    private String key(String target) {
        List<String> keys = s3.listObjectsV2(list -> list.bucket(bucket())).contents().stream()
                .map(S3Object::key)
                .filter(key -> key.contains(backup.get("backupId").stringValue()))
                .toList();
        String pattern = switch (target) {
            case "manifest" -> ".*/manifest\\.json";
            case "part list of large" -> ".*large/parts\\.jsonl\\.zst";
            default -> ".*large/\\d.*";
        };
        return keys.stream().filter(key -> key.matches(pattern)).findFirst().orElseThrow();
    }

    private void harm(String key, byte[] original, String harm) {
        switch (harm) {
            case "flip a bit" -> {
                byte[] flipped = original.clone();
                flipped[original.length / 2] ^= 1;
                write(key, flipped);
            }
            case "cut the end off" -> write(key, Arrays.copyOf(original, original.length - 1));
            case "make empty" -> write(key, new byte[0]);
            case "append a byte" -> write(key, Arrays.copyOf(original, original.length + 1));
            case "put foreign JSON there" -> write(key, "{\"hello\": [1]}".getBytes(StandardCharsets.UTF_8));
            case "put another object there" -> {
                String other = key.endsWith("manifest.json") ? key("part of large") : key.replace("large", "small");
                String found = s3.listObjectsV2(list -> list.bucket(bucket())).contents().stream()
                        .map(S3Object::key)
                        .filter(candidate -> candidate.equals(other)
                                || (candidate.contains("small/0") && !key.contains("parts.jsonl")))
                        .findFirst()
                        .orElseThrow();
                write(
                        key,
                        s3.getObjectAsBytes(get -> get.bucket(bucket()).key(found))
                                .asByteArray());
            }
            default -> s3.deleteObject(delete -> delete.bucket(bucket()).key(key));
        }
    }

    private void write(String key, byte[] bytes) {
        s3.putObject(put -> put.bucket(bucket()).key(key), RequestBody.fromBytes(bytes));
    }

    private String bucket() {
        return rowkeep.bucket().name();
    }

    /** Whether the download begins, ends and reads as a whole file. */
    private boolean isWhole(String query) {
        try (InputStream file =
                api.download(backup.get("backupId").stringValue(), query).body()) {
            if (query.equals("format=zip")) {
                ZipInputStream zip = new ZipInputStream(file);
                while (zip.getNextEntry() != null) {
                    zip.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
            // Of a ZIP this is its directory, which nobody reads; an answer that breaks off fails here, too.
            file.transferTo(java.io.OutputStream.nullOutputStream());
            return true;
        } catch (IOException | AssertionError e) {
            return false;
        }
    }
}
