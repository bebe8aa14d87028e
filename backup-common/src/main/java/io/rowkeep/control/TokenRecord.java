package io.rowkeep.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.dataset.SourceName;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token without its secret; this is also its form over HTTP.
 *
 * @param sources the only sources that it may see; null means all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenRecord(
        UUID id,
        String name,
        Role role,
        @Nullable Set<SourceName> sources,
        Instant createdAt,
        String createdBy,
        @Nullable Instant lastUsedAt) {}
