package io.rowkeep.quickstart.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files that an example's users have sent: their names are in {@code uploads.txt}, what is in them is made here. */
final class SampleFiles {

    private static final int REPEATED = 400;

    private SampleFiles() {}

    /** Writes them below the folder, where they are not yet. */
    static void write(List<String> names, Path folder) {
        try {
            for (String name : names) {
                Path file = folder.resolve(name);
                Files.createDirectories(file.getParent());
                if (!Files.exists(file)) {
                    Files.writeString(file, (name + '\n').repeat(REPEATED), StandardCharsets.UTF_8);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files of the example cannot be written", e);
        }
    }

    /** Leaves nothing in the folder, which is there afterwards. */
    static void empty(Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    if (!path.equals(folder)) {
                        Files.delete(path);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder %s cannot be emptied".formatted(folder), e);
        }
    }
}
