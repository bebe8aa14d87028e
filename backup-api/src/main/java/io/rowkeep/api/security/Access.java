package io.rowkeep.api.security;

import io.rowkeep.control.Caller;
import io.rowkeep.control.JobFilter;
import io.rowkeep.control.Role;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the token of a request may do and see. This is the one place that decides whether a source is visible: one that is not does
 * not exist for the caller, nor does any job or backup of it.
 *
 * @param sources the only sources that it may see; null means all
 */
public record Access(Caller caller, Role role, @Nullable Set<SourceName> sources) {

    /** Whether this token may know that the source exists. */
    public boolean sees(SourceName source) {
        return sources == null || sources.contains(source);
    }

    /** Whether everything that another token limited to {@code others} sees is visible to this one too; null means all sources. */
    public boolean covers(@Nullable Set<SourceName> others) {
        return sources == null || (others != null && sources.containsAll(others));
    }

    /** A filter for lists that leaves out what this token may not see. */
    public JobFilter filter(
            @Nullable JobKind kind,
            @Nullable JobStatus status,
            @Nullable SourceName source,
            @Nullable DatasetName dataset) {
        return new JobFilter(kind, status, source, dataset, sources);
    }

    /**
     * Refuses what only a greater role may do.
     *
     * @throws BackupException with {@code FORBIDDEN}
     */
    public void require(Role needed, String what) {
        if (role.compareTo(needed) < 0) {
            throw new BackupException(ErrorCode.FORBIDDEN, "%s needs a token of role %s".formatted(what, needed.id()));
        }
    }
}
