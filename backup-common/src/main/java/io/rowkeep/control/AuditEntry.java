package io.rowkeep.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that somebody did.
 *
 * @param id grows with time
 * @param tokenId the token that it was done with; null for what the configuration of a process asked for
 * @param requester the name of that token
 * @param action {@code job.requested}, {@code backup.held}, {@code backup.downloaded}, {@code token.created} …
 * @param source null when it is about none
 * @param jobId null when it is about none
 * @param details of a job, its specification
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
        long id,
        Instant at,
        @Nullable UUID tokenId,
        String requester,
        String action,
        @Nullable SourceName source,
        @Nullable JobId jobId,
        JsonNode details) {}
