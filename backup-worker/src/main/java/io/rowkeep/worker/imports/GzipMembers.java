package io.rowkeep.worker.imports;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The members of a gzip file, one after the other. The JDK's own stream takes whatever follows a member and is no other one for the
 * end of the file, and so loses the rest of a file that is cut there. For one thread.
 */
final class GzipMembers extends InputStream {

    private static final int BUFFER = 64 << 10;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final PushbackInputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int given;
    private boolean inMember;

    GzipMembers(InputStream in) {
        this.in = new PushbackInputStream(in, BUFFER);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember || beginMember()) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("a member of the gzip file wants a dictionary");
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            if (inflater.needsInput() && !inflater.finished()) {
                given = in.read(buffer, 0, BUFFER);
                if (given < 0) {
                    throw new EOFException("the gzip file ends inside a member");
                }
                inflater.setInput(buffer, 0, given);
            }
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new ZipException("the gzip file is damaged");
        }
    }

    private boolean beginMember() throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        if (first != 0x1f || next() != 0x8b || next() != 8) {
            throw new ZipException("after a member of the gzip file there is something else");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(twoBytes());
        }
        skipText((flags & NAME) != 0);
        skipText((flags & COMMENT) != 0);
        skip((flags & HEADER_CHECKSUM) != 0 ? 2 : 0);
        inflater.reset();
        checksum.reset();
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        in.unread(buffer, given - inflater.getRemaining(), inflater.getRemaining());
        boolean whole = fourBytes() == checksum.getValue();
        if (!(fourBytes() == (inflater.getBytesWritten() & 0xffffffffL) && whole)) {
            throw new ZipException("the checksum of a member of the gzip file is wrong");
        }
        inMember = false;
    }

    private long fourBytes() throws IOException {
        return twoBytes() | ((long) twoBytes() << 16);
    }

    private int twoBytes() throws IOException {
        int low = next();
        return low | (next() << 8);
    }

    private void skipText(boolean there) throws IOException {
        boolean goesOn = there;
        while (goesOn) {
            goesOn = next() != 0;
        }
    }

    private void skip(int count) throws IOException {
        for (int at = 0; at < count; at++) {
            next();
        }
    }

    private int next() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the gzip file ends inside a member");
        }
        return b;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
