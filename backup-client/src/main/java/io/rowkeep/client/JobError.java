package io.rowkeep.client;

/**
 * Why a job failed, or of a preview, what would keep it from happening.
 *
 * @param code stable; programs decide by it
 * @param message one sentence for a person
 */
public record JobError(String code, String message) {}
