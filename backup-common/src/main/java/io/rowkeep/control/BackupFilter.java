package io.rowkeep.control;

import org.jspecify.annotations.Nullable;

/**
 * Which backups to list; null means any.
 *
 * @param where its kind and status, which backups do not have, are ignored
 * @param held whether it is held
 */
public record BackupFilter(
        JobFilter where,
        @Nullable SavedFor savedFor,
        @Nullable Boolean held) {

    /** Nothing but where they are of. */
    public static BackupFilter of(JobFilter where) {
        return new BackupFilter(where, null, null);
    }
}
