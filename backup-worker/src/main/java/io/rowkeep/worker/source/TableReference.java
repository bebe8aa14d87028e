package io.rowkeep.worker.source;

import io.rowkeep.dataset.TableName;

/** A foreign key: rows of one table refer to rows of another, or of the same one. */
public record TableReference(String constraint, TableName from, TableName to) {}
