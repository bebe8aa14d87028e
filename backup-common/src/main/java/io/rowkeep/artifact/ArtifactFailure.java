package io.rowkeep.artifact;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;

/** The sentences in which a reader refuses what it finds in the bucket. */
final class ArtifactFailure {

    private ArtifactFailure() {}

    static BackupException missing(String what, String key) {
        return new BackupException(
                ErrorCode.ARTIFACT_MISSING, "%s %s is not in the object store any more".formatted(what, key));
    }

    static BackupException damaged(String what, String key, String why) {
        return new BackupException(ErrorCode.ARTIFACT_DAMAGED, "%s %s is damaged: %s".formatted(what, key, why));
    }

    static BackupException damaged(String what, String key, String why, Throwable cause) {
        return new BackupException(ErrorCode.ARTIFACT_DAMAGED, "%s %s is damaged: %s".formatted(what, key, why), cause);
    }
}
