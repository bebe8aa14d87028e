package io.rowkeep.api.download;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Whether a download is compressed as a whole. */
enum Compression {
    /** As it is. */
    NONE,
    /** A file of gzip, which its name says. */
    GZIP;

    private static final int BUFFER = 64 << 10;

    /**
     * Reads the name used over HTTP.
     *
     * @throws IllegalArgumentException when there is no such compression
     */
    static Compression parse(String text) {
        if (!text.equals(GZIP.id())) {
            throw new IllegalArgumentException("A download is compressed with gzip, not with '%s'".formatted(text));
        }
        return GZIP;
    }

    /** The name used over HTTP; null for none. */
    @Nullable
    String id() {
        return switch (this) {
            case NONE -> null;
            case GZIP -> "gzip";
        };
    }

    /** What the file is called. */
    String name(String plain) {
        return switch (this) {
            case NONE -> plain;
            case GZIP -> plain + ".gz";
        };
    }

    /** The content type. */
    String mediaType(String plain) {
        return switch (this) {
            case NONE -> plain;
            case GZIP -> "application/gzip";
        };
    }

    /** Writes the content, compressed or not. */
    void write(ArchivedFile.Content content, OutputStream out) throws IOException {
        switch (this) {
            case NONE -> content.writeTo(out);
            case GZIP -> {
                Gzip gzip = new Gzip(out);
                try {
                    content.writeTo(gzip);
                    // Only now, and not by closing it: content that broke off must not get a well-formed end.
                    gzip.finish();
                } finally {
                    gzip.release();
                }
            }
        }
    }

    /** Gives its native memory back without an end to the file. */
    private static final class Gzip extends GZIPOutputStream {

        Gzip(OutputStream out) throws IOException {
            super(out, BUFFER);
        }

        void release() {
            def.end();
        }
    }
}
