package io.rowkeep.job;

import io.rowkeep.dataset.TableName;
import java.util.Map;

/**
 * The preview that somebody has seen before a restore.
 *
 * @param job the job that made it
 * @param digests for each table, what it digested the differences to: another digest under the restore's locks ends it with
 *     {@code PREVIEW_STALE}
 */
public record PreviewReference(JobId job, Map<TableName, String> digests) {

    public PreviewReference {
        digests = Map.copyOf(digests);
    }
}
