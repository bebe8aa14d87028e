package io.rowkeep.worker.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Reads one file until it was the same before and after. For one thread. */
final class FileTries {

    private static final int MOST = 3;
    private static final int CHUNK = 64 << 10;

    private final SecureDirectoryStream<Path> folder;
    private final Path name;
    private final String path;
    private final FileReceiver receiver;
    private final Remarks remarks;

    FileTries(SecureDirectoryStream<Path> folder, Path name, String path, FileReceiver receiver, Remarks remarks) {
        this.folder = folder;
        this.name = name;
        this.path = path;
        this.receiver = receiver;
        this.remarks = remarks;
    }

    /** Hands it over, or says in a remark why it could not be had whole. */
    void read() throws IOException {
        for (int tries = 1; tries <= MOST; tries++) {
            if (readOnce()) {
                if (tries > 1) {
                    remarks.add("File %s changed while it was read, and was read again".formatted(path));
                }
                return;
            }
        }
        remarks.add("File %s was left out: it changed each of the %d times that it was read".formatted(path, MOST));
    }

    private boolean readOnce() throws IOException {
        FileState before = FileState.of(folder, name);
        if (before.kind() != FileState.Kind.FILE) {
            throw new NoSuchFileException(path);
        }
        receiver.begin(path);
        boolean same = false;
        try {
            same = transfer(before.bytes()) == before.bytes() && before.isStillAt(folder, name);
        } catch (IOException e) {
            // Reading what somebody else deletes or replaces can fail in any way, above all where the storage is
            // shared.
            if (before.isStillAt(folder, name)) {
                throw e;
            }
        } finally {
            if (!same) {
                receiver.drop();
            }
        }
        if (same) {
            receiver.whole(before.modifiedAt());
        }
        return same;
    }

    /** No more than the file had when it was looked at: one that grows all the time has an end too. */
    private long transfer(long size) throws IOException {
        byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, size))];
        long read = 0;
        try (SeekableByteChannel in =
                folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            while (read < size) {
                int count = in.read(ByteBuffer.wrap(chunk, 0, (int) Math.min(chunk.length, size - read)));
                if (count < 0) {
                    break;
                }
                receiver.bytes(chunk, count);
                read += count;
            }
        }
        return read;
    }
}
