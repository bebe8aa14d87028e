package io.rowkeep.control;

import io.rowkeep.job.Job;

/**
 * The answer to a request for a job.
 *
 * @param repeated whether the job was recorded by an earlier request with the same idempotency key
 */
public record Submission(Job job, boolean repeated) {}
