package io.rowkeep.artifact;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;

/** The sentences in which a reader refuses what it finds in the bucket. */
public final class ArtifactFailure {

    private ArtifactFailure() {}

    /** Nothing lies at the key: {@code ARTIFACT_MISSING}. */
    public static BackupException missing(String what, String key) {
        return new BackupException(
                ErrorCode.ARTIFACT_MISSING, "%s %s is not in the object store any more".formatted(what, key));
    }

    /**
     * What lies at the key is not what was stored: {@code ARTIFACT_DAMAGED}.
     *
     * @param what begins the sentence
     * @param why ends it
     */
    public static BackupException damaged(String what, String key, String why) {
        return new BackupException(ErrorCode.ARTIFACT_DAMAGED, "%s %s is damaged: %s".formatted(what, key, why));
    }

    /** The same with what made it known. */
    public static BackupException damaged(String what, String key, String why, Throwable cause) {
        return new BackupException(ErrorCode.ARTIFACT_DAMAGED, "%s %s is damaged: %s".formatted(what, key, why), cause);
    }
}
