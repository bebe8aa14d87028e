package io.rowkeep.worker.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a folder is found to hold. */
class FolderNamesTest {

    private static final int MANY = 200_000;

    @Test
    void ofALargeFolderFewNamesAreHeldAtATimeAndAllComeInOrder() throws IOException {
        int wanted = 3 * FolderNames.MOST + 1;
        FolderNames names = new FolderNames(() -> new Listed(() -> shuffled(wanted)), name -> true);

        List<String> read = new ArrayList<>();
        for (SortedSet<Path> some = names.next(); !some.isEmpty(); some = names.next()) {
            assertThat(some).hasSizeLessThanOrEqualTo(FolderNames.MOST);
            some.forEach(name -> read.add(name.toString()));
        }

        assertThat(read).hasSize(wanted).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void namesThatDoNotMatterAreNotHeld() throws IOException {
        AtomicInteger listed = new AtomicInteger();
        Listed folder = new Listed(() -> shuffled(MANY).peek(name -> listed.incrementAndGet()));
        FolderNames names =
                new FolderNames(() -> folder, name -> name.toString().endsWith("000"));

        assertThat(names.next()).hasSize(MANY / 1_000);
        assertThat(names.next()).isEmpty();
        assertThat(listed).as("listed once").hasValue(MANY);
    }

    @Test
    void aListingThatBreaksOffIsAFailureOfTheFolder() {
        IOException stale = new IOException("Stale file handle");
        Listed folder = new Listed(() -> Stream.generate(() -> {
            throw new DirectoryIteratorException(stale);
        }));

        assertThatThrownBy(() -> new FolderNames(() -> folder, name -> true).next())
                .isSameAs(stale);
    }

    private static Stream<Path> shuffled(int count) {
        // 7,919 is prime and divides none of the counts: every number comes once.
        return IntStream.range(0, count)
                .mapToObj(at -> Path.of("folder", "%06d".formatted((int) (at * 7_919L % count))));
    }

    /** An open folder without a file system. */
    private record Listed(Entries entries) implements DirectoryStream<Path> {

        @Override
        public Iterator<Path> iterator() {
            return entries.all().iterator();
        }

        @Override
        public void close() {}
    }

    /** What is listed. */
    private interface Entries {
        Stream<Path> all();
    }
}
