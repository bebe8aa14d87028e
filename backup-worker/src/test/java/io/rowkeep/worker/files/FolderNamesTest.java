package io.rowkeep.worker.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

/** What a folder is found to hold. */
class FolderNamesTest {

    @Test
    void aListingThatBreaksOffIsAFailureOfTheFolder() {
        IOException stale = new IOException("Stale file handle");
        Listed folder = new Listed() {
            @Override
            public Iterator<Path> iterator() {
                throw new DirectoryIteratorException(stale);
            }
        };

        assertThatThrownBy(() -> FolderNames.of(folder)).isSameAs(stale);
    }

    /** An open folder without a file system. */
    private interface Listed extends DirectoryStream<Path> {

        @Override
        default void close() {}
    }
}
