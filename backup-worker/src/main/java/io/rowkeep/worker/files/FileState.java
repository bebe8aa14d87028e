package io.rowkeep.worker.files;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells that something in a folder is still the same.
 *
 * @param key the file system's own name of it, which a file that takes its place does not have
 */
record FileState(
        Kind kind, long bytes, Instant modifiedAt, @Nullable Object key) {

    /** What it is; a link is a link, wherever it leads. */
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    /** Reads it without following a link. */
    static FileState of(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        BasicFileAttributes attributes = folder.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        return new FileState(
                kind(attributes),
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                attributes.fileKey());
    }

    /** Whether it is still there, and the same; of a folder only whether it is no other one, because what lies in it comes and goes. */
    boolean isStillAt(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        try {
            FileState now = of(folder, name);
            return kind == Kind.FOLDER ? now.kind == kind && Objects.equals(now.key, key) : now.equals(this);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Kind kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return Kind.LINK;
        }
        if (attributes.isDirectory()) {
            return Kind.FOLDER;
        }
        return attributes.isRegularFile() ? Kind.FILE : Kind.OTHER;
    }
}
