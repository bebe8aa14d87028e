package io.rowkeep.worker.source;

import io.rowkeep.job.JobId;

/**
 * Whose work a server session does, shown to the database's administrators and used to end the sessions of older attempts.
 *
 * @param purpose the job's id, or what else the session is for
 * @param attempt 0 outside jobs
 */
public record SessionTag(String purpose, int attempt) {

    /** The tag of an attempt. */
    public static SessionTag of(JobId job, int attempt) {
        return new SessionTag(job.toString(), attempt);
    }

    /** {@code rowkeep/<job>/<attempt>}: at most 63 bytes, the server's limit. */
    public String applicationName() {
        return "rowkeep/" + purpose + "/" + attempt;
    }
}
