package io.rowkeep.api.source;

import io.rowkeep.api.job.Accepted;
import io.rowkeep.api.job.JobFailure;
import io.rowkeep.api.request.Wait;
import io.rowkeep.api.security.Access;
import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.control.Page;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobStatistics;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What there is to back up, and how much. */
@RestController
@RequestMapping("/api/v1/sources")
class SourceController {

    private final AnnouncedNames names;
    private final Inspections inspections;

    SourceController(AnnouncedNames names, Inspections inspections) {
        this.names = names;
        this.inspections = inspections;
    }

    @GetMapping
    Page<AnnouncedSource> sources(@AuthenticationPrincipal Access access) {
        return new Page<>(names.sources(access), null);
    }

    @GetMapping("/{name}/statistics")
    @ApiResponse(
            responseCode = "200",
            description = "Counted",
            content = @Content(schema = @Schema(implementation = RowCounts.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Not counted yet: the job that does it",
            content = @Content(schema = @Schema(implementation = Job.class)))
    ResponseEntity<?> statistics(
            @AuthenticationPrincipal Access access,
            @PathVariable SourceName name,
            @RequestParam(defaultValue = "all") DatasetName dataset,
            @RequestParam(defaultValue = "10s") Wait wait) {
        names.require(access, name, dataset, List.of());
        Job job = inspections.rowCounts(name, dataset, access.caller(), wait);
        return switch (job.status()) {
            case QUEUED, RUNNING -> Accepted.of(job);
            case SUCCEEDED -> ResponseEntity.ok(counts(job));
            case FAILED, CANCELLED -> throw JobFailure.of(job);
        };
    }

    private static RowCounts counts(Job job) {
        JobStatistics statistics = job.statistics();
        Instant finishedAt = job.finishedAt();
        if (statistics == null || finishedAt == null) {
            throw new BackupException(ErrorCode.INTERNAL, "Job %s succeeded without an answer".formatted(job.id()));
        }
        return RowCounts.of(job.source(), job.dataset(), job.id(), finishedAt, statistics);
    }
}
