package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DownloadDamageIT {

    private static final RunningApi API = School.API;

    private final String operator = School.token("operator");

    @Test
    void damageFoundBeforeTheFirstByteIsAProblem() {
        PlantedBackup part = StoredSchool.planted(BackupFormat.JSON);
        part.damage(part.parts.get(1).key());
        PlantedBackup list = StoredSchool.planted(BackupFormat.CSV);
        list.damage(list.entries.getFirst().partList().key());
        PlantedBackup manifest = StoredSchool.planted(BackupFormat.NATIVE);
        manifest.damage("manifest.json");
        PlantedBackup gone = StoredSchool.planted(BackupFormat.JSON);
        API.store().delete(gone.keys.absolute(gone.parts.getFirst().key()));

        API.get(operator, part.path() + "/download").isProblem(500, ErrorCode.ARTIFACT_DAMAGED, "checksum");
        API.get(operator, list.path() + "/download").isProblem(500, ErrorCode.ARTIFACT_DAMAGED, "parts.jsonl.zst");
        API.get(operator, manifest.path() + "/download").isProblem(500, ErrorCode.ARTIFACT_DAMAGED, "manifest.json");
        API.get(operator, gone.path() + "/download").isProblem(500, ErrorCode.ARTIFACT_MISSING);
    }

    @ParameterizedTest
    @EnumSource(DownloadForm.class)
    void damageFoundLaterBreaksTheConnectionInsteadOfEndingWell(DownloadForm form) {
        PlantedBackup backup = new PlantedBackup("school", BackupFormat.NATIVE);
        List<String> many = IntStream.range(0, 20_000)
                .mapToObj(row -> row + "\t" + Integer.toHexString(row * 1_000_003 ^ row << 7) + "\tt\t{}")
                .toList();
        backup.table(School.STUDENTS, StoredSchool.COLUMNS, List.of("id"), many, StoredSchool.FIRST)
                .finish();
        backup.damage(backup.parts.getLast().key());

        assertThat(failure(backup.path() + "/download?table=students&format="
                        + form.name().toLowerCase(Locale.ROOT)))
                .isInstanceOf(IOException.class);
    }

    enum DownloadForm {
        JSON,
        CSV,
        NATIVE,
        ZIP
    }

    private IOException failure(String path) {
        try {
            Answer whole = API.sendOrFail(API.request(operator, path).GET());
            throw new AssertionError("A whole answer of %d bytes".formatted(whole.bytes().length));
        } catch (IOException e) {
            return e;
        }
    }
}
