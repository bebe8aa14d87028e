package io.rowkeep.api.restore;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.artifact.NotRestorable;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.DriftPolicy;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TriggerPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request for a system restore wants: everything, or nothing at all. */
final class SystemRequest {

    private SystemRequest() {}

    /**
     * Says it as a job's specification.
     *
     * @throws BackupException with {@code INVALID_REQUEST} naming what cannot be chosen, {@code NOT_RESTORABLE} for another kind of backup,
     *     {@code CONFIRMATION_WRONG}
     */
    static RestoreSpec spec(BackupRecord backup, RestoreRequest request) {
        requireNoChoice(request);
        if (backup.format() != BackupFormat.SYSTEM) {
            throw NotRestorable.asSystem(backup.id());
        }
        TargetRequest target = request.target();
        SourceName source = target == null || target.source() == null ? backup.source() : target.source();
        requireConfirmation(request, source);
        return new RestoreSpec(
                source,
                backup.dataset(),
                backup.id(),
                backup.source(),
                null,
                RestoreMode.SYSTEM,
                List.of(),
                null,
                DriftPolicy.STRICT,
                TriggerPolicy.SKIP,
                false,
                null,
                false);
    }

    private static void requireNoChoice(RestoreRequest request) {
        if (request.isDryRun() || request.preview() != null) {
            throw new InvalidField(
                    request.isDryRun() ? "dryRun" : "preview",
                    "A system restore has no dry run: it fills an empty database, and what it would put there is the whole backup");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(
                "target.schema",
                request.target() == null ? null : request.target().schema());
        fields.put("tables", request.tables());
        fields.put("keys", request.keys());
        fields.put("conflictPolicy", request.conflictPolicy());
        fields.put("preserveNewer", request.preserveNewer());
        fields.put("base", request.base());
        fields.put("drift", request.drift());
        fields.put("triggers", request.triggers());
        fields.put("decisions", request.decisions());
        fields.put("safetyBackup", request.safetyBackup());
        fields.forEach((field, value) -> {
            if (value != null) {
                throw new InvalidField(
                        field,
                        "The field '%s' is about tables: leave it out of a system restore, which puts everything into an empty database"
                                .formatted(field));
            }
        });
    }

    private static void requireConfirmation(RestoreRequest request, SourceName source) {
        if (!source.value().equals(request.confirm())) {
            throw new BackupException(
                    ErrorCode.CONFIRMATION_WRONG,
                    "A system restore is confirmed by the name of the source whose database it fills: the field 'confirm' must be \"%s\""
                            .formatted(source));
        }
    }
}
