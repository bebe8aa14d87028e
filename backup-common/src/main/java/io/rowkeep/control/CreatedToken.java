package io.rowkeep.control;

/**
 * The answer to a request for a token.
 *
 * @param repeated whether the token was made by an earlier request with the same idempotency key
 */
public record CreatedToken(TokenRecord token, boolean repeated) {}
