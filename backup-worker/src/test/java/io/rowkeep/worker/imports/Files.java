package io.rowkeep.worker.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.ColumnMapping;
import io.rowkeep.format.LineFormat;
import io.rowkeep.job.ImportFormat;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.export.OpenedTables;
import io.rowkeep.worker.settings.ImportLimits;
import io.rowkeep.worker.source.SourceTable;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Files for three tables, imported without any server. */
final class Files {

    static final DatasetName ALL = DatasetName.ALL;

    private static final SourceName SOURCE = new SourceName("school");
    private static final int MAX_ROW = 1 << 20;

    static final SourceTable USER = table(
            "User",
            List.of("id"),
            column("id", "text", ColumnMapping.TEXT),
            column("email", "text", ColumnMapping.TEXT),
            column("age", "integer", ColumnMapping.NUMBER),
            column("active", "boolean", ColumnMapping.BOOLEAN),
            column("data", "jsonb", ColumnMapping.JSON),
            column("raw", "json", ColumnMapping.TEXT),
            column("tags", "text[]", ColumnMapping.TEXT));
    static final SourceTable ROOM = table("Room", List.of("number"), column("number", "integer", ColumnMapping.NUMBER));
    static final SourceTable USERS = table(
            "users",
            List.of("id"),
            column("id", "integer", ColumnMapping.NUMBER),
            column("name", "text", ColumnMapping.TEXT));

    /** People see users with other names above their columns. */
    private static final SpreadsheetProfile SHEETS = new SpreadsheetProfile(
            SpreadsheetProfile.DEFAULT_DATE_PATTERN,
            SpreadsheetProfile.DEFAULT_DAY_PATTERN,
            ZoneOffset.UTC,
            Map.of(USERS.name(), Map.of("id", "ID", "name", "name")));

    private Files() {}

    /** What one import came to. */
    record Imported(Map<String, String> staged, Map<String, List<String>> columns) {}

    static Imported load(String text) {
        return load(text.getBytes(StandardCharsets.UTF_8), null, null, ImportLimits.DEFAULT);
    }

    static Imported load(String text, @Nullable String table, @Nullable ImportFormat format) {
        return load(text.getBytes(StandardCharsets.UTF_8), table, format, ImportLimits.DEFAULT);
    }

    static Imported load(byte[] file, @Nullable String table, @Nullable ImportFormat format, ImportLimits limits) {
        UploadBucket bucket = new UploadBucket();
        BackupId backup = new BackupId(UUID.randomUUID());
        TableName name = table == null ? null : new TableName("public", table);
        ImportSpec spec =
                new ImportSpec(SOURCE, ALL, backup, name, format, bucket.upload(SOURCE, backup, file, 1000), null);
        RecordingStage stage = new RecordingStage();
        OpenedTables opened = new ImportedTables(
                        spec,
                        new UploadedFile(bucket, spec.upload()),
                        limits,
                        MAX_ROW,
                        TestAttempt.imports(spec, 1, false))
                .open(new TargetTables(ALL, List.of(ROOM, USER, USERS), List.of(SHEETS)), () -> stage);
        return new Imported(
                stage.staged,
                opened.selection().tables().stream()
                        .collect(Collectors.toMap(
                                loaded -> loaded.name().name(),
                                loaded -> loaded.columns().stream()
                                        .map(Column::name)
                                        .toList())));
    }

    /** Checks that a file is refused in one sentence with these words. */
    static void refused(String text, @Nullable String table, @Nullable ImportFormat format, String... words) {
        refused(text.getBytes(StandardCharsets.UTF_8), table, format, ImportLimits.DEFAULT, words);
    }

    static void refused(
            byte[] file, @Nullable String table, @Nullable ImportFormat format, ImportLimits limits, String... words) {
        Throwable failure = catchThrowable(() -> load(file, table, format, limits));
        assertThat(failure).isInstanceOf(BackupException.class);
        assertThat(((BackupException) failure).code()).isIn(ErrorCode.IMPORT_REFUSED, ErrorCode.TABLE_NOT_FOUND);
        assertThat(failure).hasMessageContainingAll(words);
    }

    private static Column column(String name, String type, ColumnMapping mapping) {
        return new Column(name, type, mapping, false, null);
    }

    private static SourceTable table(String name, List<String> key, Column... columns) {
        return new SourceTable(
                new TableName("public", name), List.of(columns), List.of(), key, LineFormat.PG_COPY_TEXT, 0);
    }
}
