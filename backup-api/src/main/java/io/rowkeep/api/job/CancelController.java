package io.rowkeep.api.job;

import io.rowkeep.api.request.RequestKey;
import io.rowkeep.api.security.Access;
import io.rowkeep.control.JobIntake;
import io.rowkeep.control.Role;
import io.rowkeep.control.broker.Broadcast;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Asks for the end of jobs. */
@RestController
class CancelController {

    private final VisibleJobs jobs;
    private final JobIntake intake;
    private final Broadcast broadcast;

    CancelController(VisibleJobs jobs, JobIntake intake, Broadcast broadcast) {
        this.jobs = jobs;
        this.intake = intake;
        this.broadcast = broadcast;
    }

    @PostMapping("/api/v1/jobs/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Job> cancel(
            @AuthenticationPrincipal Access access,
            @PathVariable JobId id,
            @RequestHeader(name = RequestKey.HEADER, required = false) @Nullable String key) {
        Job job = jobs.require(access, id);
        access.require(
                roleToCancel(job), "Cancelling a %s job".formatted(job.kind().id()));
        String path = "/api/v1/jobs/%s/cancel".formatted(id);
        Job cancelled = intake.cancel(id, access.caller(), RequestKey.of(key, path, Map.of()));
        broadcast.cancelRequested(id);
        return Accepted.of(cancelled);
    }

    /** Who may ask for a job may end it. */
    private static Role roleToCancel(Job job) {
        return switch (job.kind()) {
            case BACKUP, IMPORT, INSPECT -> Role.OPERATOR;
            case RESTORE, CLEAR, UNDO, PRUNE -> Role.ADMIN;
        };
    }
}
