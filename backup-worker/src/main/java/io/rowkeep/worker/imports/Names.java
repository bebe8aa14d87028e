package io.rowkeep.worker.imports;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists names of the source within a sentence. */
final class Names {

    private static final int MOST = 50;

    private Names() {}

    /** The names with commas between them, and not more than a person wants to read. */
    static String of(Collection<?> names) {
        String listed = names.stream().limit(MOST).map(String::valueOf).collect(Collectors.joining(", "));
        if (names.isEmpty()) {
            return "none";
        }
        return names.size() > MOST ? "%s and %d more".formatted(listed, names.size() - MOST) : listed;
    }
}
