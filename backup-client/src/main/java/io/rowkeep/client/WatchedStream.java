package io.rowkeep.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** A stream whose reads fail when nothing came for too long; somebody calls {@link #check} now and then. One reader. */
final class WatchedStream extends FilterInputStream {

    private static final long IDLE = 0;

    private final Duration longest;
    private volatile long readingSince = IDLE;
    private volatile boolean late;
    private volatile Runnable atEnd = () -> {};

    WatchedStream(InputStream in, Duration longest) {
        super(in);
        this.longest = longest;
    }

    void onClose(Runnable action) {
        atEnd = action;
    }

    void check() {
        long since = readingSince;
        if (since != IDLE && System.nanoTime() - since > longest.toNanos()) {
            late = true;
            closeQuietly();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        readingSince = System.nanoTime() | 1;
        try {
            int count = super.read(bytes, offset, length);
            if (!late) {
                return count;
            }
        } catch (IOException e) {
            if (!late) {
                throw e;
            }
        } finally {
            readingSince = IDLE;
        }
        throw new HttpTimeoutException("nothing came for " + longest);
    }

    @Override
    public void close() throws IOException {
        atEnd.run();
        super.close();
    }

    // Closing is what wakes the reader; that it fails changes nothing for it.
    void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            readingSince = IDLE;
        }
    }
}
