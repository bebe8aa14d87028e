package io.rowkeep.storage.s3;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.settings.S3Settings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tries at start what everything later relies on: write once, be refused the second time, read, delete. */
final class S3Probe {

    private final S3ObjectStore store;
    private final S3Settings settings;

    S3Probe(S3ObjectStore store, S3Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    /**
     * @throws BackupException with the store's failure, or with {@code INVALID_SETTING} when conditional writes do not work
     */
    void run() {
        String key = "_probe/" + UUID.randomUUID();
        byte[] content = key.getBytes(StandardCharsets.UTF_8);
        // Not asked whether this one was first: a repeated try of a write whose answer was lost is refused by itself.
        putIfAbsent(key, content);
        try {
            if (putIfAbsent(key, content)) {
                throw notHonoured("it stored an object twice", null);
            }
            byte[] read = store.get(key, content.length).orElse(new byte[0]);
            if (!Arrays.equals(read, content)) {
                throw new BackupException(
                        ErrorCode.STORAGE_UNAVAILABLE,
                        "Bucket %s does not give back what was just written to it".formatted(settings.bucket()));
            }
        } finally {
            store.delete(key);
        }
    }

    private boolean putIfAbsent(String key, byte[] content) {
        try {
            return store.putIfAbsent(key, content);
        } catch (BackupException e) {
            if (settings.conditionalWrites() && isNotImplemented(e.getCause())) {
                throw notHonoured("it answered that it has no such function", e);
            }
            throw e;
        }
    }

    private static boolean isNotImplemented(@Nullable Throwable cause) {
        return cause instanceof S3Exception answer && answer.statusCode() == 501;
    }

    private BackupException notHonoured(String observation, @Nullable Throwable cause) {
        String message =
                "Bucket %s does not honour If-None-Match on writes, %s: use a store that does, or set ROWKEEP_S3_CONDITIONAL_WRITES=false and read in the operations page what that costs"
                        .formatted(settings.bucket(), observation);
        return cause == null
                ? new BackupException(ErrorCode.INVALID_SETTING, message)
                : new BackupException(ErrorCode.INVALID_SETTING, message, cause);
    }
}
