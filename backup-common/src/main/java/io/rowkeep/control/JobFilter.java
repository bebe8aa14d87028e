package io.rowkeep.control;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs or backups to list; null means any.
 *
 * @param visible the sources that the caller may see; null means all
 */
public record JobFilter(
        @Nullable JobKind kind,
        @Nullable JobStatus status,
        @Nullable SourceName source,
        @Nullable DatasetName dataset,
        @Nullable Set<SourceName> visible) {}
