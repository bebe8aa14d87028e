package io.rowkeep.api.job;

import io.rowkeep.job.Job;
import java.net.URI;
import org.springframework.http.ResponseEntity;

/** The answer to a request that was recorded. */
public final class Accepted {

    private Accepted() {}

    /** 202 with the job, and where to ask for it. */
    public static ResponseEntity<Job> of(Job job) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + job.id()))
                .body(job);
    }
}
