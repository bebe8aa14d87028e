package io.rowkeep.storage.s3;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.settings.S3Settings;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Says in one sentence what a store's fault means and which setting to look at. Only codes and status numbers of the store's
 * answer are repeated: its own words may hold more than a message should. Safe for use by many threads.
 */
final class S3Faults {

    private static final Set<String> FULL = Set.of(
            "QuotaExceeded", "XMinioStorageFull", "EntityTooLarge", "InsufficientCapacity", "InsufficientStorage");
    private static final Set<String> PASSING = Set.of(
            "RequestTimeout",
            "SlowDown",
            "Throttling",
            "ThrottlingException",
            "TooManyRequests",
            "BadDigest",
            "IncompleteBody",
            "OperationAborted");
    private static final Set<String> WRONG_REGION = Set.of(
            "AuthorizationHeaderMalformed",
            "PermanentRedirect",
            "TemporaryRedirect",
            "IllegalLocationConstraintException");

    private final S3Settings settings;

    S3Faults(S3Settings settings) {
        this.settings = settings;
    }

    /** A write that met another write to the same key, and was neither refused nor done. */
    static boolean isConflict(Throwable fault) {
        return fault instanceof S3Exception answer && answer.statusCode() == 409;
    }

    /** Whether somebody was first at the key. */
    static boolean isPreconditionFailed(S3Exception fault) {
        return fault.statusCode() == 412;
    }

    /** Whether a read found no object, in a bucket that is there. */
    static boolean isMissingObject(S3Exception fault) {
        return fault.statusCode() == 404 && !"NoSuchBucket".equals(code(fault));
    }

    /**
     * The failure to throw.
     *
     * @param doing what could not be done, with the key, for example {@code write a/b}
     */
    BackupException failure(String doing, Exception fault) {
        if (!(fault instanceof S3Exception answer)) {
            return unavailable(doing, reason(fault), fault);
        }
        String code = code(answer);
        int status = answer.statusCode();
        String said = code == null ? "HTTP " + status : "HTTP %d %s".formatted(status, code);
        if (status == 507 || (code != null && FULL.contains(code)) || saysNoSpace(answer)) {
            return failure(ErrorCode.STORAGE_FULL, doing, "has no room left (%s)".formatted(said), fault);
        }
        boolean passing = status >= 500 || status == 408 || status == 409 || status == 429;
        if ((passing && status != 501) || (code != null && PASSING.contains(code))) {
            return unavailable(doing, "the store answered " + said, fault);
        }
        return failure(
                ErrorCode.STORAGE_ACCESS_DENIED,
                doing,
                "refused it (%s): %s".formatted(said, advice(status, code)),
                fault);
    }

    private BackupException unavailable(String doing, String reason, Exception fault) {
        return new BackupException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "Bucket %s at %s cannot %s now: %s".formatted(settings.bucket(), place(), doing, reason),
                fault);
    }

    private BackupException failure(ErrorCode code, String doing, String problem, Exception fault) {
        return new BackupException(
                code,
                "Bucket %s at %s could not %s, it %s".formatted(settings.bucket(), place(), doing, problem),
                fault);
    }

    private String advice(int status, @Nullable String code) {
        if ("NoSuchBucket".equals(code) || "InvalidBucketName".equals(code)) {
            return "there is no such bucket; create it or correct ROWKEEP_S3_BUCKET";
        }
        if ((code != null && WRONG_REGION.contains(code)) || (status >= 300 && status < 400)) {
            return "ROWKEEP_S3_REGION (%s) or ROWKEEP_S3_ENDPOINT does not fit this bucket"
                    .formatted(settings.region());
        }
        if ("RequestTimeTooSkewed".equals(code)) {
            return "the clocks of this machine and of the store differ too much";
        }
        if ("InvalidAccessKeyId".equals(code)) {
            return "the store does not know ROWKEEP_S3_ACCESS_KEY";
        }
        if ("SignatureDoesNotMatch".equals(code)) {
            return "ROWKEEP_S3_SECRET_KEY does not belong to ROWKEEP_S3_ACCESS_KEY";
        }
        if (status == 401 || status == 403) {
            return "check ROWKEEP_S3_ACCESS_KEY, ROWKEEP_S3_SECRET_KEY and that they may get, put, delete and list objects";
        }
        return "check ROWKEEP_S3_ENDPOINT, and ROWKEEP_S3_CHECKSUMS if the store does not know newer checksums";
    }

    private String place() {
        return settings.endpoint() == null
                ? "AWS " + settings.region()
                : settings.endpoint().toString();
    }

    // The words of faults on the way come from this machine, not from the store. The innermost one names the fault.
    private static String reason(Throwable fault) {
        Throwable innermost = fault;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        String name = innermost.getClass().getSimpleName();
        return message == null
                ? name
                : "%s (%s)".formatted(message.lines().findFirst().orElse(""), name);
    }

    private static boolean saysNoSpace(S3Exception answer) {
        String message = answer.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("no space");
    }

    private static @Nullable String code(S3Exception answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null ? null : details.errorCode();
    }
}
