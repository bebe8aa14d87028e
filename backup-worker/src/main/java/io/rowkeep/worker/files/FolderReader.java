package io.rowkeep.worker.files;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.FileFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.SortedSet;

/**
 * Reads the files of a folder, in order of their names. Every folder below is entered from the open one above it, so that nobody can
 * lead the reader elsewhere by a link that takes the place of a folder. For one thread.
 */
public final class FolderReader {

    private static final int DEEPEST = 100;
    private static final Path HERE = Path.of(".");

    private final FileFolder settings;
    private final FileReceiver receiver;
    private final Remarks remarks;
    private final Runnable check;

    /**
     * @param remarks takes a sentence about every file that was left out though it was selected
     * @param check throws when the reader is not to go on; asked at every name, because a folder may have very many that are not
     *     selected
     */
    public FolderReader(FileFolder settings, FileReceiver receiver, Remarks remarks, Runnable check) {
        this.settings = settings;
        this.receiver = receiver;
        this.remarks = remarks;
        this.check = check;
    }

    /**
     * Finds out at once whether the folder is there.
     *
     * @throws BackupException with {@code SOURCE_ACCESS_DENIED}
     */
    public static void requireReadable(FileFolder settings) {
        open(settings.folder(), folder -> {});
    }

    /**
     * Hands over every selected file.
     *
     * @throws BackupException with {@code SOURCE_ACCESS_DENIED} for a file or folder that cannot be read
     */
    public void read() {
        open(settings.folder(), folder -> readFolder(folder, "", 0));
        // As below: one that was deleted meanwhile may have seemed to be empty.
        requireReadable(settings);
    }

    private void readFolder(SecureDirectoryStream<Path> folder, String prefix, int depth) throws IOException {
        FolderNames names = new FolderNames(
                () -> folder.newDirectoryStream(HERE, LinkOption.NOFOLLOW_LINKS),
                name -> matters(folder, name, prefix + name));
        for (SortedSet<Path> some = names.next(); !some.isEmpty(); some = names.next()) {
            for (Path name : some) {
                readNamed(folder, name, prefix + name, depth);
            }
        }
    }

    /** Of what is not selected only folders do: there may be very many files. */
    private boolean matters(SecureDirectoryStream<Path> folder, Path name, String path) throws IOException {
        check.run();
        if (FolderWriter.isStaging(path)) {
            return false;
        }
        return !isText(name) || settings.selects(path) || isFolder(folder, name);
    }

    private static boolean isFolder(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        try {
            return FileState.of(folder, name).kind() == FileState.Kind.FOLDER;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void readNamed(SecureDirectoryStream<Path> folder, Path name, String path, int depth) throws IOException {
        if (!isText(name)) {
            remarks.add("File %s was left out: its name is not UTF-8, or this worker does not run in a UTF-8 locale"
                    .formatted(path));
            return;
        }
        try {
            readEntry(folder, name, path, depth);
        } catch (NoSuchFileException e) {
            remarks.add("File %s was left out: it vanished while the files were read".formatted(path));
        } catch (Unreadable e) {
            throw e;
        } catch (IOException e) {
            throw new Unreadable(path, e);
        }
    }

    private void readEntry(SecureDirectoryStream<Path> folder, Path name, String path, int depth) throws IOException {
        FileState seen = FileState.of(folder, name);
        switch (seen.kind()) {
            case FILE -> {
                if (settings.selects(path)) {
                    new FileTries(folder, name, path, receiver, remarks).read();
                }
            }
            case FOLDER -> {
                if (depth == DEEPEST) {
                    throw new BackupException(
                            ErrorCode.UNSUPPORTED, "Folder %s is more than %d folders deep".formatted(path, DEEPEST));
                }
                try (SecureDirectoryStream<Path> inner = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                    readFolder(inner, path + "/", depth + 1);
                } catch (IOException e) {
                    if (seen.isStillAt(folder, name)) {
                        throw e;
                    }
                }
                // One that was deleted may seem to be empty.
                if (!seen.isStillAt(folder, name)) {
                    remarks.add(
                            "Folder %s was left out, or a part of it: it vanished or another took its place while the files were read"
                                    .formatted(path));
                }
            }
            case LINK -> leftOut(path, "it is a symbolic link, and none is followed");
            case OTHER -> leftOut(path, "it is no regular file");
        }
    }

    private void leftOut(String path, String why) {
        if (settings.selects(path)) {
            remarks.add("File %s was left out: %s".formatted(path, why));
        }
    }

    /** What a name's bytes are read as must be written as the same bytes again. */
    private static boolean isText(Path name) {
        try {
            return Path.of(name.toString()).equals(name);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void open(Path path, FolderWork work) {
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(path)) {
            if (!(folder instanceof SecureDirectoryStream<Path> secure)) {
                throw new BackupException(
                        ErrorCode.UNSUPPORTED,
                        "The file system of folder %s has no way of reading it without following links"
                                .formatted(path));
            }
            work.on(secure);
        } catch (Unreadable e) {
            throw e.failure();
        } catch (IOException e) {
            throw new Unreadable(path.toString(), e).failure();
        }
    }

    /** What is done while the folder is open. */
    private interface FolderWork {
        void on(SecureDirectoryStream<Path> folder) throws IOException;
    }
}
