package io.rowkeep.control;

import io.rowkeep.job.Requester;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request: the token's id, and its name as it stands on jobs, in events and in the audit table.
 *
 * @param traceParent the request's W3C trace context, which the job's messages carry on; null when it has none
 */
public record Caller(
        UUID tokenId, Requester requester, @Nullable String traceParent) {

    public Caller(UUID tokenId, Requester requester) {
        this(tokenId, requester, null);
    }
}
