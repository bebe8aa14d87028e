package io.rowkeep.storage.s3;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads an answer's body into memory unless it is larger than allowed; a fault on the way makes the SDK ask again. Not
 * thread-safe, not even immutable: one for each call.
 */
final class BoundedBody implements ResponseTransformer<GetObjectResponse, BoundedBody> {

    private final int maxBytes;
    private long length;
    private byte @Nullable [] bytes;

    BoundedBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public BoundedBody transform(GetObjectResponse response, AbortableInputStream body) {
        // The length first: an object of terabytes must not be read to find out that it is too large. A store that
        // does not tell it is read up to the limit.
        length = response.contentLength() == null ? -1 : response.contentLength();
        bytes = null;
        if (length > maxBytes) {
            body.abort();
            return this;
        }
        try {
            byte[] read = length < 0 ? body.readNBytes(maxBytes) : body.readNBytes((int) length);
            if (length >= 0 && read.length < length) {
                throw new IOException("%d of %d bytes came".formatted(read.length, length));
            }
            if (body.read() < 0) {
                bytes = read;
            } else {
                body.abort();
            }
            return this;
        } catch (IOException e) {
            throw RetryableException.create("The answer broke off", e);
        }
    }

    /**
     * What was read.
     *
     * @throws BackupException with {@code ARTIFACT_DAMAGED} when the object is larger than allowed
     */
    byte[] required(String bucket, String key) {
        if (bytes == null) {
            throw new BackupException(
                    ErrorCode.ARTIFACT_DAMAGED,
                    "Object %s in bucket %s is larger than the %d bytes that it may have%s"
                            .formatted(key, bucket, maxBytes, length < 0 ? "" : ": " + length));
        }
        return bytes;
    }
}
