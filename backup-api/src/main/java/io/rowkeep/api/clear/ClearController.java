package io.rowkeep.api.clear;

import io.rowkeep.api.job.Accepted;
import io.rowkeep.api.job.DryRuns;
import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.api.request.RequestKey;
import io.rowkeep.api.request.Wait;
import io.rowkeep.api.security.Access;
import io.rowkeep.api.source.AnnouncedNames;
import io.rowkeep.api.source.SafetyBackupChoice;
import io.rowkeep.control.JobIntake;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.Job;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asks for clears and previews them. */
@RestController
class ClearController {

    private static final String PATH = "/api/v1/clears";

    private final JobIntake intake;
    private final AnnouncedNames names;
    private final SafetyBackupChoice safety;
    private final DryRuns dryRuns;

    ClearController(JobIntake intake, AnnouncedNames names, SafetyBackupChoice safety, DryRuns dryRuns) {
        this.intake = intake;
        this.names = names;
        this.safety = safety;
        this.dryRuns = dryRuns;
    }

    /** @param wait how long a dry run is waited for; a clear is not */
    @PostMapping(PATH)
    @Operation(summary = "Empty tables but for rows under keep rules, or with dryRun say what would happen")
    @ApiResponse(responseCode = "202", description = "Recorded: the job that clears, or that still previews")
    @ApiResponse(responseCode = "200", description = "A dry run that has ended: its statistics say what would happen")
    ResponseEntity<Job> ask(
            @AuthenticationPrincipal Access access,
            @RequestHeader(name = RequestKey.HEADER, required = false) @Nullable String key,
            @RequestParam(defaultValue = "10s") Wait wait,
            @RequestBody ClearRequest request) {
        ClearSpec spec = spec(request);
        names.require(access, spec.source(), spec.dataset(), spec.tables());
        requireConfirmation(request, spec);
        safety.require(spec.source(), spec.safetyBackup());
        Job job = intake.submit(spec, access.caller(), RequestKey.of(key, PATH, request))
                .job();
        return spec.dryRun() ? dryRuns.answer(job, wait) : Accepted.of(job);
    }

    private static ClearSpec spec(ClearRequest request) {
        return new ClearSpec(
                InvalidField.required(request.source(), "source", "the name of the source to clear"),
                InvalidField.required(request.dataset(), "dataset", "the name of the dataset to clear"),
                InvalidField.required(
                                request.tables(), "tables", "\"all\" or a list of tables such as [\"public.students\"]")
                        .names(),
                Boolean.TRUE.equals(request.dependents()),
                request.isDryRun(),
                !Boolean.FALSE.equals(request.safetyBackup()));
    }

    private static void requireConfirmation(ClearRequest request, ClearSpec spec) {
        String given = request.confirm();
        boolean confirmed =
                given == null ? spec.dryRun() : given.equals(spec.dataset().value());
        if (!confirmed) {
            throw new BackupException(
                    ErrorCode.CONFIRMATION_WRONG,
                    "A clear is confirmed by the name of its dataset: the field 'confirm' must be \"%s\""
                            .formatted(spec.dataset()));
        }
    }
}
