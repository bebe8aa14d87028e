package io.rowkeep.client;

/** The jobs there are, newest first. */
public final class JobQuery extends ListQuery<Job, JobQuery> {

    JobQuery(Connection connection) {
        super(connection, "jobs", Job.class);
    }

    @Override
    JobQuery self() {
        return this;
    }

    /** Only those of this kind: {@code backup}, {@code restore} ... */
    public JobQuery kind(String kind) {
        return with("kind", kind);
    }

    /** Only those of this status. */
    public JobQuery status(JobStatus status) {
        return with("status", status.name());
    }
}
