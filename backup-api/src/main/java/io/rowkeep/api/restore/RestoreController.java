package io.rowkeep.api.restore;

import io.rowkeep.api.backup.VisibleBackups;
import io.rowkeep.api.job.Accepted;
import io.rowkeep.api.request.Names;
import io.rowkeep.api.request.RequestKey;
import io.rowkeep.api.request.TableNames;
import io.rowkeep.api.security.Access;
import io.rowkeep.api.source.SafetyBackupChoice;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.NotRestorable;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.control.JobIntake;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.job.RestoreSpec;
import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Asks for restores. */
@RestController
class RestoreController {

    private final JobIntake intake;
    private final VisibleBackups backups;
    private final SafetyBackupChoice safety;

    RestoreController(JobIntake intake, VisibleBackups backups, SafetyBackupChoice safety) {
        this.intake = intake;
        this.backups = backups;
        this.safety = safety;
    }

    @PostMapping("/api/v1/backups/{id}/restores")
    @Operation(summary = "Restore tables from a backup, in one transaction")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Job> ask(
            @AuthenticationPrincipal Access access,
            @PathVariable BackupId id,
            @RequestHeader(name = RequestKey.HEADER, required = false) @Nullable String key,
            @RequestBody RestoreRequest request) {
        BackupRecord backup = backups.require(access, id);
        RestoreSpec spec = RestoreSpec.replace(
                backup.source(),
                backup.dataset(),
                id,
                TableNames.of(request.tables()),
                !Boolean.FALSE.equals(request.safetyBackup()));
        requireRestorable(backup);
        requireTables(backup, spec.tables());
        safety.require(spec.source(), spec.safetyBackup());
        String path = "/api/v1/backups/%s/restores".formatted(id);
        return Accepted.of(intake.submit(spec, access.caller(), RequestKey.of(key, path, request))
                .job());
    }

    private static void requireRestorable(BackupRecord backup) {
        if (!backup.restorable()) {
            throw NotRestorable.refusal(backup.id(), backup.content(), backup.jobId());
        }
    }

    private static void requireTables(BackupRecord backup, List<TableName> tables) {
        List<TableName> stored =
                backup.tables().stream().map(BackupRecord.Table::name).toList();
        List<TableName> unknown = new ArrayList<>(tables);
        unknown.removeAll(stored);
        if (!unknown.isEmpty()) {
            throw new BackupException(
                    ErrorCode.TABLE_NOT_FOUND,
                    "Backup %s has no table %s; it has: %s"
                            .formatted(backup.id(), Names.of(unknown), Names.of(stored)));
        }
    }
}
