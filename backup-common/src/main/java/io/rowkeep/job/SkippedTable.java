package io.rowkeep.job;

import io.rowkeep.dataset.TableName;

/**
 * A relation that a job left out.
 *
 * @param reason a phrase for a person, for example {@code foreign table}
 */
public record SkippedTable(TableName name, String reason) {}
