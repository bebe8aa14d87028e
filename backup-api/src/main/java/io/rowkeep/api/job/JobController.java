package io.rowkeep.api.job;

import io.rowkeep.api.request.Limit;
import io.rowkeep.api.request.Wait;
import io.rowkeep.api.security.Access;
import io.rowkeep.control.JobList;
import io.rowkeep.control.Page;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One job, and the list. */
@RestController
@RequestMapping("/api/v1/jobs")
class JobController {

    private final VisibleJobs jobs;
    private final JobList list;
    private final Waiting waiting;

    JobController(VisibleJobs jobs, JobList list, Waiting waiting) {
        this.jobs = jobs;
        this.list = list;
        this.waiting = waiting;
    }

    @GetMapping
    Page<Job> page(
            @AuthenticationPrincipal Access access,
            @RequestParam(required = false) @Nullable JobKind kind,
            @RequestParam(required = false) @Nullable JobStatus status,
            @RequestParam(required = false) @Nullable SourceName source,
            @RequestParam(required = false) @Nullable DatasetName dataset,
            @RequestParam(defaultValue = "50") Limit limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list.page(access.filter(kind, status, source, dataset), cursor, limit.value());
    }

    @GetMapping("/{id}")
    Job job(
            @AuthenticationPrincipal Access access,
            @PathVariable JobId id,
            @RequestParam(defaultValue = "0s") Wait wait) {
        Job job = jobs.require(access, id);
        return job.status().ended() ? job : waiting.untilEnd(id, wait).orElseThrow(() -> VisibleJobs.missing(id));
    }
}
