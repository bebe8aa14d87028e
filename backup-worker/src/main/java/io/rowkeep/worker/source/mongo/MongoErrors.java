package io.rowkeep.worker.source.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoIncompatibleDriverException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what driver and server say into failures with our codes. The sentence holds the server's own words, never an address or a password. */
final class MongoErrors {

    private static final int LONGEST = 600;

    private MongoErrors() {}

    /** The failure of a request about a collection; about none in particular when it is null. */
    static BackupException translate(SourceName source, @Nullable TableName table, MongoException failure) {
        String where = table == null ? "Source " + source : "Source %s, table %s".formatted(source, table);
        return new BackupException(code(failure), "%s: %s".formatted(where, shorten(words(failure))), failure);
    }

    private static ErrorCode code(MongoException failure) {
        return switch (failure) {
            case MongoSecurityException refused -> ErrorCode.SOURCE_ACCESS_DENIED;
            case MongoTimeoutException silent -> ErrorCode.SOURCE_UNAVAILABLE;
            case MongoSocketException broken -> ErrorCode.SOURCE_UNAVAILABLE;
            case MongoConnectionPoolClearedException broken -> ErrorCode.SOURCE_UNAVAILABLE;
            case MongoInterruptedException stopped -> ErrorCode.SOURCE_UNAVAILABLE;
            case MongoIncompatibleDriverException old -> ErrorCode.UNSUPPORTED;
            default ->
                failure.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)
                        ? ErrorCode.SOURCE_CONFLICT
                        : code(number(failure));
        };
    }

    /** By the numbers of the server's own list of errors. */
    private static ErrorCode code(int number) {
        return switch (number) {
            // Unauthorized, AuthenticationFailed, and what Atlas says instead.
            case 13, 18, 8000 -> ErrorCode.SOURCE_ACCESS_DENIED;
            // DuplicateKey in three spellings, DocumentValidationFailure.
            case 11000, 11001, 12582, 121 -> ErrorCode.CONSTRAINT_VIOLATED;
            // WriteConflict, SnapshotTooOld, SnapshotUnavailable, NoSuchTransaction.
            case 112, 239, 246, 251 -> ErrorCode.SOURCE_CONFLICT;
            // LockTimeout, LockBusy.
            case 24, 46 -> ErrorCode.LOCK_NOT_AVAILABLE;
            // No such host, no such cursor any more, out of time, shutting down, between two primaries.
            case 6, 7, 43, 50, 89, 91, 189, 237, 262, 9001, 10107, 11600, 11601, 11602, 13435, 13436 ->
                ErrorCode.SOURCE_UNAVAILABLE;
            default -> ErrorCode.SOURCE_REFUSED;
        };
    }

    private static int number(MongoException failure) {
        return switch (failure) {
            case MongoBulkWriteException bulk
            when !bulk.getWriteErrors().isEmpty() ->
                bulk.getWriteErrors().getFirst().getCode();
            case MongoBulkWriteException bulk
            when bulk.getWriteConcernError() != null ->
                bulk.getWriteConcernError().getCode();
            default -> failure.getCode();
        };
    }

    private static String words(MongoException failure) {
        return switch (failure) {
            case MongoSecurityException refused -> "the server refused the username or password";
            case MongoTimeoutException silent -> "no server that can be used answered in time";
            case MongoSocketException broken -> "the connection to the server failed";
            case MongoConnectionPoolClearedException broken -> "the connection to the server failed";
            case MongoConfigurationException unusable -> "the driver cannot use what the url says";
            case MongoInterruptedException stopped -> "the request was ended";
            case MongoCommandException refused -> refused.getErrorMessage();
            case MongoWriteException refused -> refused.getError().getMessage();
            case MongoBulkWriteException bulk
            when !bulk.getWriteErrors().isEmpty() ->
                bulk.getWriteErrors().getFirst().getMessage();
            case MongoServerException other -> "error %d".formatted(other.getCode());
            case MongoClientException other -> Objects.requireNonNullElse(other.getMessage(), "no answer");
            default -> Objects.requireNonNullElse(failure.getMessage(), "no answer");
        };
    }

    private static String shorten(String words) {
        String line = words.strip().replace('\n', ' ');
        String shown = ValueText.storable(line, LONGEST);
        return shown.length() < line.length() ? shown + "…" : shown;
    }
}
