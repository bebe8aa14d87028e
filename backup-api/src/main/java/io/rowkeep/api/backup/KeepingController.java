package io.rowkeep.api.backup;

import io.rowkeep.api.job.Accepted;
import io.rowkeep.api.security.Access;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.BackupChange;
import io.rowkeep.control.BackupMarks;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.control.JobIntake;
import io.rowkeep.control.Role;
import io.rowkeep.job.Job;
import io.rowkeep.job.PruneSpec;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Labels, holds and deletes backups. */
@RestController
@RequestMapping(BackupController.PATH + "/{id}")
class KeepingController {

    private final VisibleBackups backups;
    private final BackupMarks marks;
    private final JobIntake intake;

    KeepingController(VisibleBackups backups, BackupMarks marks, JobIntake intake) {
        this.backups = backups;
        this.marks = marks;
        this.intake = intake;
    }

    @PatchMapping
    @Operation(
            summary = "Label a backup, hold it or release it",
            description = "A JSON merge patch. Label and hold are in the control database only, never in the bucket.")
    BackupRecord change(
            @AuthenticationPrincipal Access access,
            @PathVariable BackupId id,
            @RequestBody BackupChangeRequest request) {
        BackupChange change = request.change();
        backups.require(access, id);
        if (Boolean.FALSE.equals(change.held())) {
            access.require(Role.ADMIN, "Releasing a backup");
        }
        return marks.change(id, change, access.caller());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Delete a backup",
            description =
                    "From now on it is neither listed nor found; the job that answers removes its objects."
                            + " Refused with BACKUP_HELD while it is held, and with BACKUP_IN_USE while a restore or undo reads it.")
    ResponseEntity<Job> delete(@AuthenticationPrincipal Access access, @PathVariable BackupId id) {
        BackupRecord backup = backups.require(access, id);
        PruneSpec spec = new PruneSpec(backup.source(), backup.dataset(), id);
        return Accepted.of(intake.submit(spec, access.caller(), null).job());
    }
}
