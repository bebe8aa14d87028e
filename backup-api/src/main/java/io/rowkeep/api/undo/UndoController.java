package io.rowkeep.api.undo;

import io.rowkeep.api.job.Accepted;
import io.rowkeep.api.job.VisibleJobs;
import io.rowkeep.api.request.RequestKey;
import io.rowkeep.api.security.Access;
import io.rowkeep.api.source.SafetyBackupChoice;
import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.BackupCatalogue;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.control.JobIntake;
import io.rowkeep.control.JobStore;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.RestoredRows;
import io.rowkeep.job.UndoSpec;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Objects;
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

/** Asks for undos. */
@RestController
class UndoController {

    private final VisibleJobs visible;
    private final JobStore jobs;
    private final BackupCatalogue backups;
    private final SafetyBackupChoice safety;
    private final JobIntake intake;

    UndoController(
            VisibleJobs visible, JobStore jobs, BackupCatalogue backups, SafetyBackupChoice safety, JobIntake intake) {
        this.visible = visible;
        this.jobs = jobs;
        this.backups = backups;
        this.safety = safety;
        this.intake = intake;
    }

    @PostMapping("/api/v1/jobs/{id}/undo")
    @Operation(summary = "Undo a clear, a restore or an undo, from its safety backup")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Job> ask(
            @AuthenticationPrincipal Access access,
            @PathVariable JobId id,
            @RequestHeader(name = RequestKey.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable UndoRequest body) {
        UndoRequest request = Objects.requireNonNullElse(body, UndoRequest.PLAIN);
        Job undone = visible.require(access, id);
        boolean force = Boolean.TRUE.equals(request.force());
        RestoreSpec restore = jobs.specification(id)
                .filter(RestoreSpec.class::isInstance)
                .map(RestoreSpec.class::cast)
                .orElse(null);
        Undoable undoable = Undoable.of(undone, restore);
        BackupRecord saved = requireSaved(undone, undoable);
        BackupId restored = restored(undone, undoable, saved, force);
        UndoSpec spec = new UndoSpec(
                undone.source(),
                undone.dataset(),
                id,
                saved.id(),
                restored,
                restored == null || restore == null ? null : RestoredRows.of(restore),
                force,
                !Boolean.FALSE.equals(request.safetyBackup()));
        safety.require(spec.source(), spec.safetyBackup());
        String path = "/api/v1/jobs/%s/undo".formatted(id);
        return Accepted.of(intake.submit(spec, access.caller(), RequestKey.of(key, path, request))
                .job());
    }

    private BackupRecord requireSaved(Job undone, Undoable undoable) {
        return backups.find(undoable.safetyBackup())
                .orElseThrow(() -> Undoable.refusal(
                        undone, "its safety backup %s was deleted".formatted(undoable.safetyBackup())));
    }

    /** What tells which rows came since; with {@code force} an undo need not know, and images of single rows say it themselves. */
    private @Nullable BackupId restored(Job undone, Undoable undoable, BackupRecord saved, boolean force) {
        BackupId restored = saved.content() == BackupContent.BEFORE_IMAGES ? null : undoable.restored();
        if (restored != null && !force && backups.find(restored).isEmpty()) {
            throw Undoable.refusal(
                    undone,
                    "backup %s, which it put into the tables, was deleted, and without it nobody knows which rows came since; \"force\": true puts the tables back exactly as they were"
                            .formatted(restored));
        }
        return restored;
    }
}
