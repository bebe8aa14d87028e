package io.rowkeep.api.download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the first bytes of a file back until there are many or no more of them, then announces the file, and lets none pass while
 * that fails. For one thread.
 */
final class AnnouncedBytes extends OutputStream {

    private final OutputStream out;
    private final Runnable announcement;
    private final int most;
    private @Nullable ByteArrayOutputStream held = new ByteArrayOutputStream();

    /** @param most bytes that are held back */
    AnnouncedBytes(OutputStream out, int most, Runnable announcement) {
        this.out = out;
        this.most = most;
        this.announcement = announcement;
    }

    @Override
    public void write(int b) throws IOException {
        if (held != null && held.size() < most) {
            held.write(b);
        } else {
            pass();
            out.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (held != null && held.size() + length <= most) {
            held.write(bytes, offset, length);
        } else {
            pass();
            out.write(bytes, offset, length);
        }
    }

    /** The file is whole; one without bytes is announced, too. */
    @Override
    public void flush() throws IOException {
        pass();
        out.flush();
    }

    private void pass() throws IOException {
        if (held != null) {
            announcement.run();
            held.writeTo(out);
            held = null;
            out.flush();
        }
    }
}
