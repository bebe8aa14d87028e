package io.rowkeep.artifact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;

/**
 * The version of the stored format. It grows when an older reader would misread a newer backup.
 *
 * @param value from 1
 */
public record FormatVersion(@JsonValue int value) {

    /** What this program writes: 2 knows before-images, imported files and the labels of enums. */
    public static final FormatVersion CURRENT = new FormatVersion(2);

    @JsonCreator
    public FormatVersion {}

    /**
     * Refuses a backup that this program is too old or too new for.
     *
     * @throws BackupException with {@code FORMAT_UNSUPPORTED}
     */
    public void requireReadable() {
        if (value < 1 || value > CURRENT.value) {
            throw new BackupException(
                    ErrorCode.FORMAT_UNSUPPORTED,
                    "The backup has format version %d and this program reads up to %d".formatted(value, CURRENT.value));
        }
    }
}
