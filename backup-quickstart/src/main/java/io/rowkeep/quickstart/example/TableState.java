package io.rowkeep.quickstart.example;

/**
 * What a table holds.
 *
 * @param digest of all its rows, whatever order they lie in
 */
public record TableState(long rows, String digest) {}
