package io.rowkeep.control;

import org.jspecify.annotations.Nullable;

/**
 * What is to change about a backup.
 *
 * @param relabels whether the label changes
 * @param label the new one, if it does; null takes it away
 * @param held whether it is to be held; null leaves that as it is
 */
public record BackupChange(
        boolean relabels, @Nullable String label, @Nullable Boolean held) {

    /** No change at all. */
    public static final BackupChange NONE = new BackupChange(false, null, null);

    /** The same with another label; null takes it away. */
    public BackupChange withLabel(@Nullable String other) {
        return new BackupChange(true, other, held);
    }

    /** The same with a hold, or without. */
    public BackupChange withHeld(boolean other) {
        return new BackupChange(relabels, label, other);
    }
}
