package io.rowkeep.api.restore;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.api.request.Names;
import io.rowkeep.api.request.TableNames;
import io.rowkeep.artifact.NotRestorable;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.DriftPolicy;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TriggerPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request wants of a backup. */
record RequestedRestore(BackupRecord backup, RestoreRequest request) {

    /**
     * Says it as a job's specification, as far as request and backup decide what can be.
     *
     * @throws BackupException with {@code NOT_RESTORABLE}, {@code TABLE_NOT_FOUND} or {@code INVALID_REQUEST}
     */
    RestoreSpec spec() {
        if (request.mode() == RestoreMode.SYSTEM) {
            return SystemRequest.spec(backup, request);
        }
        requireNoConfirmation();
        requireRestorable(backup);
        List<TableName> tables = TableNames.of(request.tables());
        requireTables(tables);
        TargetRequest target = request.target();
        SourceName source = target == null ? null : target.source();
        String schema = target == null ? null : target.schema();
        return new RestoreSpec(
                Objects.requireNonNullElse(source, backup.source()),
                backup.dataset(),
                backup.id(),
                backup.source(),
                schema,
                Objects.requireNonNull(request.mode()),
                tables,
                MergeFields.of(request, inTarget(tables, schema)),
                Objects.requireNonNullElse(request.drift(), DriftPolicy.STRICT),
                Objects.requireNonNullElse(request.triggers(), TriggerPolicy.SKIP),
                request.isDryRun(),
                null,
                !Boolean.FALSE.equals(request.safetyBackup()));
    }

    /**
     * Refuses a backup that no restore reads.
     *
     * @throws BackupException with {@code NOT_RESTORABLE}
     */
    static void requireRestorable(BackupRecord backup) {
        if (!backup.restorable()) {
            throw backup.format() == BackupFormat.SYSTEM
                    ? NotRestorable.byTables(backup.id())
                    : NotRestorable.refusal(backup.id(), backup.content(), backup.jobId());
        }
    }

    private void requireNoConfirmation() {
        if (request.confirm() != null) {
            throw new InvalidField(
                    "confirm", "The field 'confirm' is for \"mode\": \"system\": leave it out of any other restore");
        }
    }

    private void requireTables(List<TableName> tables) {
        List<TableName> unknown = new ArrayList<>(tables);
        unknown.removeAll(stored());
        if (!unknown.isEmpty()) {
            throw new BackupException(
                    ErrorCode.TABLE_NOT_FOUND,
                    "Backup %s has no table %s; it has: %s"
                            .formatted(backup.id(), Names.of(unknown), Names.of(stored())));
        }
    }

    private Set<TableName> inTarget(List<TableName> tables, @Nullable String schema) {
        return (tables.isEmpty() ? stored() : tables)
                .stream()
                        .map(table -> schema == null ? table : new TableName(schema, table.name()))
                        .collect(Collectors.toSet());
    }

    private List<TableName> stored() {
        return backup.tables().stream().map(BackupRecord.Table::name).toList();
    }
}
