package io.rowkeep.control;

import io.rowkeep.job.Requester;
import java.util.UUID;

/** Who makes a request: the token's id, and its name as it stands on jobs, in events and in the audit table. */
public record Caller(UUID tokenId, Requester requester) {}
