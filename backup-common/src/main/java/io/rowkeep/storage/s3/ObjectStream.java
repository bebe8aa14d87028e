package io.rowkeep.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object. A fault on the way is the store's failure, not an {@link IOException} that a decoder could take for
 * damage; an early close drops the connection instead of reading the rest. Not thread-safe.
 */
final class ObjectStream extends FilterInputStream {

    private final ResponseInputStream<GetObjectResponse> response;
    private final S3Faults faults;
    private final String doing;
    private boolean ended;

    ObjectStream(ResponseInputStream<GetObjectResponse> response, S3Faults faults, String doing) {
        super(response);
        this.response = response;
        this.faults = faults;
        this.doing = doing;
    }

    @Override
    public int read() {
        try {
            return noticeEnd(in.read());
        } catch (IOException | RuntimeException e) {
            throw faults.failure(doing, e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            return noticeEnd(in.read(buffer, offset, length));
        } catch (IOException | RuntimeException e) {
            throw faults.failure(doing, e);
        }
    }

    @Override
    public long skip(long count) {
        try {
            return in.skip(count);
        } catch (IOException | RuntimeException e) {
            throw faults.failure(doing, e);
        }
    }

    @Override
    public void close() throws IOException {
        if (ended) {
            response.close();
        } else {
            response.abort();
        }
    }

    private int noticeEnd(int read) {
        ended |= read < 0;
        return read;
    }
}
