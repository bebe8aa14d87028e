package io.rowkeep.worker.source.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of the project's documentation, as a judge of what the program does. */
final class MarkdownTable {

    private MarkdownTable() {}

    /** The cells of each line of the table whose first line begins with these headings. */
    static List<List<String>> read(String document, String... headings) {
        List<List<String>> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : text(document)) {
            List<String> cells = line.startsWith("|") ? cells(line) : List.of();
            if (inside && cells.isEmpty()) {
                return lines;
            }
            if (inside && !line.startsWith("|---")) {
                lines.add(cells);
            }
            inside |= cells.size() >= headings.length
                    && cells.subList(0, headings.length).equals(Arrays.asList(headings));
        }
        throw new IllegalStateException(
                "Document %s has no table of %s that ends".formatted(document, Arrays.toString(headings)));
    }

    private static List<String> text(String document) {
        try {
            return Files.readAllLines(Path.of("..", document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
