package io.rowkeep.artifact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The id of a backup: a UUIDv7, so that ids, and the folders in the bucket, sort by time. */
public record BackupId(@JsonValue UUID value) implements Comparable<BackupId> {

    /**
     * Reads the text form of a UUID.
     *
     * @throws IllegalArgumentException when it is not one
     */
    @JsonCreator
    public static BackupId parse(String text) {
        try {
            return new BackupId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The id of a backup is a UUID, not '%s'".formatted(text), e);
        }
    }

    @Override
    public int compareTo(BackupId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
