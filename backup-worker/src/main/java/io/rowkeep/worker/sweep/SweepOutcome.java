package io.rowkeep.worker.sweep;

/**
 * What a whole sweep came to.
 *
 * @param objects how many objects it deleted
 * @param bytes what they took in the store
 */
record SweepOutcome(SweepCounts counts, long objects, long bytes) {}
