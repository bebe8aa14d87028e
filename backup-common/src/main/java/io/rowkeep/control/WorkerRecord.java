package io.rowkeep.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.WorkerId;
import java.time.Instant;
import java.util.List;

/**
 * A worker; this is also its form over HTTP.
 *
 * @param online whether it was heard of within the last minute
 * @param runningJobs jobs of these sources whose lease it holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerRecord(
        WorkerId id,
        String version,
        boolean online,
        Instant startedAt,
        Instant seenAt,
        List<SourceName> sources,
        int runningJobs) {

    public WorkerRecord {
        sources = List.copyOf(sources);
    }
}
