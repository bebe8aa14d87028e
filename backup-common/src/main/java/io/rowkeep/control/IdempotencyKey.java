package io.rowkeep.control;
/**
 * The {@code Idempotency-Key} of a request.
 *
 * @param value as sent, 1 to 255 characters
 * @param requestDigest SHA-256 over method, path and body: the same key with another digest is refused
 */
public record IdempotencyKey(String value, String requestDigest) {}
