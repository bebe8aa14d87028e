package io.rowkeep.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.message.MessageMapper;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupManifestTest {

    private final StoredBackup backup = new StoredBackup();

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "null", "{\"outcome\":\"backup\"}", "<xml/>", "{\"formatVersion\":\"one\"}"})
    void foreignContentAtTheManifestsKeyIsRefused(String content) {
        backup.store.put(backup.keys.manifest(), content.getBytes(StandardCharsets.UTF_8));

        assertRefused(backup::read, ErrorCode.ARTIFACT_DAMAGED);
    }

    @Test
    void aManifestOfANewerProgramIsSaidToBeNewer() {
        String newer = new String(backup.store.objects.get(backup.keys.manifest()), StandardCharsets.UTF_8)
                .replace("\"formatVersion\":2", "\"formatVersion\":3");
        backup.store.put(backup.keys.manifest(), newer.getBytes(StandardCharsets.UTF_8));

        assertRefused(backup::read, ErrorCode.FORMAT_UNSUPPORTED);
    }

    @Test
    void aManifestOfAnotherBackupIsRefused() {
        BackupReader reader = new BackupReader(backup.store);
        ArtifactKeys other = ArtifactKeys.of(StoredBackup.SOURCE, new DatasetName("people"), StoredBackup.ID);
        backup.store.put(other.manifest(), backup.store.objects.get(backup.keys.manifest()));

        assertRefused(
                () -> reader.manifest(StoredBackup.SOURCE, new DatasetName("people"), StoredBackup.ID),
                ErrorCode.ARTIFACT_DAMAGED);
    }

    @Test
    void aBackupThatWasGivenUpIsMissing() {
        VoidManifest none = new VoidManifest(
                FormatVersion.CURRENT,
                StoredBackup.ID,
                new JobId(StoredBackup.ID.value()),
                2,
                new JobError(ErrorCode.ATTEMPTS_EXHAUSTED, "Three attempts failed"));
        backup.store.put(backup.keys.manifest(), ManifestText.write(none));

        assertThat(new BackupReader(backup.store).cell(backup.keys)).contains(none);
        assertRefused(backup::read, ErrorCode.ARTIFACT_MISSING);
    }

    @Test
    void aManifestIsPlainJsonWithItsSealAtTheEnd() {
        byte[] stored = backup.store.objects.get(backup.keys.manifest());

        assertThat(MessageMapper.JSON.readTree(stored).path("sha256").stringValue())
                .isEqualTo(Sha256.hex(stored, 0, stored.length - 77));
    }

    @Test
    void aManifestWithoutTheLaterFieldsIsReadAndItsSealHolds() {
        String stored = new String(backup.store.objects.get(backup.keys.manifest()), StandardCharsets.UTF_8);
        String unsealed = stored.substring(0, stored.length() - 77).replace(",\"restorable\":true", "");
        byte[] old = (unsealed + ",\"sha256\":\"" + Sha256.hex(unsealed.getBytes(StandardCharsets.UTF_8)) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(stored).contains("restorable").doesNotContain("spreadsheet");
        assertThat(unsealed).doesNotContain("restorable");

        Manifest manifest = (Manifest) ManifestText.read("manifest.json", old);

        assertThat(manifest).isEqualTo(ManifestText.read("manifest.json", stored.getBytes(StandardCharsets.UTF_8)));
        assertThat(manifest.restorable()).isTrue();
        assertThat(manifest.spreadsheetProfile()).isEqualTo(SpreadsheetProfile.PLAIN);
    }

    private static void assertRefused(ThrowingCallable reading, ErrorCode code) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
