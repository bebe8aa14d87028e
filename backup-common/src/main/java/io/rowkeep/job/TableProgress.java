package io.rowkeep.job;

import io.rowkeep.dataset.TableName;

/** How far a job is with one table: counted, never estimated; bytes as the server prints them. */
public record TableProgress(TableName name, long rows, long bytes) {}
