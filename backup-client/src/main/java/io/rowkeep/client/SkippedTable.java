package io.rowkeep.client;

/** A relation that was left out, and why. */
public record SkippedTable(String name, String reason) {}
