package io.rowkeep.worker.files;

import io.rowkeep.artifact.FileEntry;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts files into an empty folder in two steps: all of them beside each other under a name of the job's own, where nobody looks, and
 * then, when it is decided that the job has its effect, each to its place. No path leads out of the folder, and no link that is found
 * on the way; but nobody else may write to the folder meanwhile, who could put a link there after that. For one thread.
 */
public final class FolderWriter {

    /** What such names begin with; a backup leaves them out. */
    private static final String STAGING = ".rowkeep-";

    private static final Pattern STAGING_NAME = Pattern.compile("\\.rowkeep-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path folder;
    private final Path staging;

    /** @param folder absolute; it may be absent */
    public FolderWriter(Path folder, JobId job) {
        this.folder = folder;
        this.staging = folder.resolve(STAGING + job);
    }

    /** Whether a name at the top of a folder is that of files on their way into it. */
    static boolean isStaging(String name) {
        return STAGING_NAME.matcher(name).matches();
    }

    /**
     * Refuses a folder that has anything in it but what an earlier attempt of this job left.
     *
     * @throws BackupException with {@code TARGET_NOT_EMPTY}
     */
    public void requireEmpty() {
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(entry -> !entry.equals(staging)).sorted().findFirst().ifPresent(entry -> {
                throw new BackupException(
                        ErrorCode.TARGET_NOT_EMPTY,
                        "Folder %s is not empty, it has %s: files are restored into an empty folder only"
                                .formatted(folder, entry.getFileName()));
            });
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** Removes what an earlier attempt staged. */
    public void begin() {
        try {
            discardStaged();
            Files.createDirectories(folder);
            Files.createDirectory(staging);
        } catch (IOException e) {
            throw failure(staging, e);
        }
    }

    /** Stages a file. */
    public void stage(FileEntry file, Content content) {
        Path target = inside(staging, file.path());
        try {
            if (!staged()) {
                throw new NotDirectoryException(staging.toString());
            }
            makeFolders(staging, target);
            try (OutputStream out = Files.newOutputStream(
                    target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                content.writeTo(out);
            }
            Files.setLastModifiedTime(target, FileTime.from(file.modifiedAt()));
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /** Whether there is anything that a job staged, wherever it ran. */
    public boolean staged() {
        return Files.isDirectory(staging, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Moves every staged file to its place; what an earlier try moved stays. Nothing is overwritten.
     *
     * @return sentences about files that could not be moved
     */
    public List<String> publish() {
        Remarks remarks = new Remarks();
        if (staged()) {
            try (Stream<Path> staged = Files.walk(staging)) {
                staged.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                        .sorted()
                        .forEach(path -> move(path, remarks));
            } catch (IOException | UncheckedIOException e) {
                remarks.add("Files in %s could not be moved to their places: %s".formatted(staging, reason(e)));
            }
            if (remarks.sentences().isEmpty()) {
                discard();
            }
        }
        return remarks.sentences();
    }

    /** Removes what is staged; what cannot be removed stays. */
    public void discard() {
        try {
            discardStaged();
        } catch (IOException e) {
            // It lies in a folder of its own, and the next attempt tries again.
            return;
        }
    }

    private void move(Path staged, Remarks remarks) {
        Path target = inside(folder, staging.relativize(staged).toString());
        try {
            makeFolders(folder, target);
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            remarks.add("File %s could not be moved to its place and lies in %s: %s"
                    .formatted(folder.relativize(target), staging, reason(e)));
        }
    }

    /** Each folder is made, or found to be one and no link, from the uppermost on. */
    private static void makeFolders(Path root, Path target) throws IOException {
        Path current = root;
        for (Path name : root.relativize(target)) {
            Path next = current.resolve(name);
            if (next.equals(target)) {
                return;
            }
            if (!Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(next);
            }
            current = next;
        }
    }

    private static Path inside(Path root, String path) {
        try {
            Path target = root.resolve(path).normalize();
            if (target.startsWith(root) && !target.equals(root)) {
                return target;
            }
        } catch (InvalidPathException e) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "File %s has a name that this worker's file system or locale does not know".formatted(path),
                    e);
        }
        throw new BackupException(
                ErrorCode.ARTIFACT_DAMAGED, "The path %s of a file leads out of its folder".formatted(path));
    }

    private void discardStaged() throws IOException {
        if (Files.notExists(staging, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(staging, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static BackupException failure(Path path, IOException e) {
        ErrorCode code = e instanceof AccessDeniedException ? ErrorCode.SOURCE_ACCESS_DENIED : ErrorCode.SOURCE_REFUSED;
        return new BackupException(code, "The worker cannot write %s: %s".formatted(path, reason(e)), e);
    }

    private static String reason(Exception e) {
        return "%s, %s".formatted(e.getClass().getSimpleName(), e.getMessage());
    }

    /** What writes a file's bytes. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
