package io.rowkeep.worker.files;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * A file or folder that cannot be read though nobody changed it meanwhile. It ends the backup, unless it turns out that a folder above
 * it is another one now.
 */
final class Unreadable extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param path of the file or folder */
    Unreadable(String path, IOException cause) {
        super("The worker cannot read %s: %s".formatted(path, why(cause)), cause);
    }

    /** What ends the backup. */
    BackupException failure() {
        return new BackupException(ErrorCode.SOURCE_ACCESS_DENIED, String.valueOf(getMessage()), this);
    }

    private static String why(IOException cause) {
        return switch (cause) {
            case NoSuchFileException none -> "it does not exist";
            case NotDirectoryException file -> "it is no folder";
            case AccessDeniedException denied -> "it has no right to";
            default -> "%s, %s".formatted(cause.getClass().getSimpleName(), cause.getMessage());
        };
    }
}
