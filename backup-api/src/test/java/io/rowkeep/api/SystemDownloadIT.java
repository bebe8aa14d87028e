package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.ManifestText;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** System backups over HTTP: how they are asked for and downloaded. */
class SystemDownloadIT {

    private static final RunningApi API = School.API;

    private final String operator = School.token("operator");

    @Test
    void theArchiveHoldsManifestDumpAndFiles() throws IOException {
        PlantedBackup backup = planted();

        Answer answer = API.get(operator, backup.path() + "/download").hasStatus(200);

        assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"school_all_backup_20261121T030405Z.zip\"");
        assertThat(answer.header("Rowkeep-Restorable")).isEqualTo("false");
        Map<String, String> files = answer.unzipped();
        assertThat(files.keySet())
                .containsExactly(
                        "manifest.json", "database.dump", "uploads/A.jpg", "uploads/a.jpg", "uploads/sub/zürich");
        assertThat(files.get("database.dump")).isEqualTo("PGDMP first second");
        assertThat(files.get("uploads/sub/zürich")).isEqualTo("third file");
        byte[] manifest = files.get("manifest.json").getBytes(StandardCharsets.UTF_8);
        assertThat(ManifestText.read("manifest.json", manifest)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "native"})
    void noOtherFormIsPossible(String format) {
        PlantedBackup backup = planted();

        API.get(operator, backup.path() + "/download?format=" + format)
                .isProblem(400, ErrorCode.INVALID_REQUEST, "format=zip")
                .aboutField("format");
        API.get(operator, backup.path() + "/download?profile=spreadsheet")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "no spreadsheets")
                .aboutField("profile");
    }

    @Test
    void damageIsFoundBeforeItIsSent() {
        PlantedBackup dump = planted();
        dump.damage(dump.parts.get(1).key());

        API.get(operator, dump.path() + "/download").isProblem(500, ErrorCode.ARTIFACT_DAMAGED, "checksum");
    }

    @Test
    void aSystemBackupIsOfTheWholeDatabase() {
        API.post(
                        operator,
                        "/api/v1/backups",
                        "{\"source\": \"school\", \"dataset\": \"people\", \"format\": \"system\"}")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "whole database")
                .aboutField("dataset");
        API.post(
                        operator,
                        "/api/v1/backups",
                        "{\"source\": \"school\", \"tables\": [\"students\"], \"format\": \"system\"}")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "whole database")
                .aboutField("tables");
        API.post(operator, "/api/v1/backups", "{\"source\": \"school\", \"format\": \"system\"}")
                .hasStatus(202);
    }

    private static PlantedBackup planted() {
        return new PlantedBackup("school", BackupFormat.SYSTEM)
                .dump("PGDMP first", " second")
                .file("A.jpg", "first file")
                .file("a.jpg", "second file")
                .file("sub/zürich", "third file")
                .finish();
    }
}
