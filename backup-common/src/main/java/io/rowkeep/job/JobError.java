package io.rowkeep.job;

import io.rowkeep.failure.ErrorCode;

/** Why a job failed: a stable code and one sentence. */
public record JobError(ErrorCode code, String message) {}
