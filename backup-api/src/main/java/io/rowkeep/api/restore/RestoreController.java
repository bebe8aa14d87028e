package io.rowkeep.api.restore;

import io.rowkeep.api.backup.VisibleBackups;
import io.rowkeep.api.job.Accepted;
import io.rowkeep.api.job.DryRuns;
import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.api.request.RequestKey;
import io.rowkeep.api.request.Wait;
import io.rowkeep.api.security.Access;
import io.rowkeep.api.source.AnnouncedNames;
import io.rowkeep.api.source.SafetyBackupChoice;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.control.JobIntake;
import io.rowkeep.job.Job;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asks for restores and previews them. */
@RestController
class RestoreController {

    private final JobIntake intake;
    private final VisibleBackups backups;
    private final AnnouncedNames names;
    private final SafetyBackupChoice safety;
    private final SeenPreviews previews;
    private final DryRuns dryRuns;

    RestoreController(
            JobIntake intake,
            VisibleBackups backups,
            AnnouncedNames names,
            SafetyBackupChoice safety,
            SeenPreviews previews,
            DryRuns dryRuns) {
        this.intake = intake;
        this.backups = backups;
        this.names = names;
        this.safety = safety;
        this.previews = previews;
        this.dryRuns = dryRuns;
    }

    /** @param wait how long a dry run is waited for; a restore is not */
    @PostMapping("/api/v1/backups/{id}/restores")
    @Operation(
            summary =
                    "Replace tables by what a backup has of them, or merge that into them, in one transaction; with dryRun say what would happen")
    @ApiResponse(responseCode = "202", description = "Recorded: the job that restores, or that still previews")
    @ApiResponse(
            responseCode = "200",
            description = "A dry run that has ended: its statistics say what would happen, its differences are listed")
    ResponseEntity<Job> ask(
            @AuthenticationPrincipal Access access,
            @PathVariable BackupId id,
            @RequestHeader(name = RequestKey.HEADER, required = false) @Nullable String key,
            @RequestParam(defaultValue = "10s") Wait wait,
            @RequestBody RestoreRequest request) {
        BackupRecord backup = backups.require(access, id);
        RestoreSpec spec = new RequestedRestore(backup, request).spec();
        requireTarget(access, spec);
        requireBase(access, backup, request.base());
        if (spec.mode() == RestoreMode.SYSTEM) {
            // Nothing is there that could be saved or previewed.
            return Accepted.of(submit(access, id, key, request, spec));
        }
        safety.require(spec.source(), spec.safetyBackup());
        if (request.preview() == null) {
            previews.requireNoneWanted(spec);
        } else {
            spec = spec.after(previews.require(access, request.preview(), spec));
        }
        Job job = submit(access, id, key, request, spec);
        return spec.dryRun() ? dryRuns.answer(job, wait) : Accepted.of(job);
    }

    private Job submit(Access access, BackupId id, @Nullable String key, RestoreRequest request, RestoreSpec spec) {
        String path = "/api/v1/backups/%s/restores".formatted(id);
        return intake.submit(spec, access.caller(), RequestKey.of(key, path, request))
                .job();
    }

    private void requireTarget(Access access, RestoreSpec spec) {
        if (!spec.source().equals(spec.from())) {
            names.require(access, spec.source());
        }
    }

    private void requireBase(Access access, BackupRecord backup, @Nullable BackupId id) {
        if (id == null) {
            return;
        }
        if (id.equals(backup.id())) {
            throw new InvalidField("base", "The field 'base' is an earlier backup, not the one that is restored");
        }
        BackupRecord base = backups.require(access, id);
        RequestedRestore.requireRestorable(base);
        if (!base.source().equals(backup.source()) || !base.dataset().equals(backup.dataset())) {
            throw new InvalidField(
                    "base",
                    "The field 'base' is a backup of %s/%s, and this one is of %s/%s"
                            .formatted(base.source(), base.dataset(), backup.source(), backup.dataset()));
        }
    }
}
