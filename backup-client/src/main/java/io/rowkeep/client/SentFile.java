package io.rowkeep.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A file that is sent while it is read; it says whether something of it went. Thread-safe. */
final class SentFile {

    /** Opens the content from its beginning. */
    private interface Content {
        InputStream open() throws IOException;
    }

    private final Content content;
    private final long length;
    private final AtomicLong sent = new AtomicLong();
    private long seen;

    private SentFile(Content content, long length) {
        this.content = content;
        this.length = length;
    }

    /** @throws UncheckedIOException when there is no such file */
    static SentFile of(Path file) {
        try {
            return new SentFile(() -> Files.newInputStream(file), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Of unknown length, and not to be read twice. */
    static SentFile of(InputStream stream) {
        return new SentFile(() -> stream, -1);
    }

    /** Whether it can be sent again from its beginning. */
    boolean repeatable() {
        return length >= 0;
    }

    BodyPublisher body() {
        BodyPublisher bytes = BodyPublishers.ofInputStream(this::counted);
        return length > 0 ? BodyPublishers.fromPublisher(bytes, length) : bytes;
    }

    /** Whether something went since this was asked last. */
    synchronized boolean moved() {
        long before = seen;
        seen = sent.get();
        return seen > before;
    }

    private InputStream counted() {
        try {
            return new FilterInputStream(content.open()) {
                @Override
                public int read() throws IOException {
                    int b = super.read();
                    sent.addAndGet(b < 0 ? 0 : 1);
                    return b;
                }

                @Override
                public int read(byte[] buffer, int offset, int count) throws IOException {
                    int read = super.read(buffer, offset, count);
                    sent.addAndGet(Math.max(read, 0));
                    return read;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
