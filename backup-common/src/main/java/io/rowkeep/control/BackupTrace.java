package io.rowkeep.control;

/**
 * What the control database knows of a backup's id.
 *
 * @param active whether a job that has not ended writes, reads or deletes it
 * @param catalogued whether it is in the catalogue
 * @param deleted whether somebody deleted it, and its objects may not all be gone
 */
public record BackupTrace(boolean active, boolean catalogued, boolean deleted) {}
