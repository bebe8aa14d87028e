package io.rowkeep.client;

/**
 * What a job did with a whole database and the application's files.
 *
 * @param dumpBytes bytes of the dump before compression
 * @param files how many files
 * @param fileBytes bytes of all files
 */
public record SystemStatistics(long dumpBytes, long files, long fileBytes) {}
