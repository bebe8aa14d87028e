package io.rowkeep.difference;

import io.rowkeep.artifact.JobFolder;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobId;

/**
 * Where the differences that one attempt of a job found lie in the bucket.
 *
 * <pre>
 * &lt;source&gt;/_jobs/&lt;job id&gt;/&lt;attempt&gt;/differences/&lt;part&gt;.jsonl.zst
 * &lt;source&gt;/_jobs/&lt;job id&gt;/&lt;attempt&gt;/differences/index.jsonl.zst
 * </pre>
 *
 * @param folder {@code <source>/_jobs/<job id>/<attempt>/differences/}
 */
public record DifferenceKeys(String folder) {

    /** The keys of one attempt's list. */
    public static DifferenceKeys of(SourceName source, JobId job, int attempt) {
        return new DifferenceKeys("%s%d/differences/".formatted(new JobFolder(source, job).path(), attempt));
    }

    /** What makes a set of parts a list: the index, written last. */
    String index() {
        return folder + "index.jsonl.zst";
    }

    /** @param number from 0 */
    String part(int number) {
        return "%s%08d.jsonl.zst".formatted(folder, number);
    }
}
