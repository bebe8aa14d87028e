package io.rowkeep.client;

/** A job that was to succeed failed or was cancelled; it had no effect. Code and detail are those of the job's error. */
public final class JobFailedException extends RowkeepException {

    /** The code of a job that somebody cancelled. */
    public static final String CANCELLED = "JOB_CANCELLED";

    private final transient Job job;

    JobFailedException(Job job) {
        super(0, code(job), message(job), null);
        this.job = job;
    }

    /** The job as it ended. */
    public Job job() {
        return job;
    }

    private static String code(Job job) {
        JobError error = job.error();
        return job.status() == JobStatus.CANCELLED || error == null ? CANCELLED : error.code();
    }

    private static String message(Job job) {
        JobError error = job.error();
        return job.status() == JobStatus.CANCELLED || error == null
                ? "The %s job %s was cancelled".formatted(job.kind(), job.id())
                : "The %s job %s failed: %s".formatted(job.kind(), job.id(), error.message());
    }
}
