package io.rowkeep.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * What to measure.
 *
 * @param rows rows of the table
 * @param rounds measured rounds, after one that is not counted
 * @param output where the figures are written as JSON
 */
record Options(long rows, int rounds, Path output) {

    private static final String USAGE = "Usage: bench/run export [--rows N] [--rounds N] [--output FILE]";

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with the usage
     */
    static Options parse(List<String> arguments) {
        long rows = 1_000_000;
        int rounds = 5;
        Path output = Path.of("bench/target/export.json");
        if (arguments.size() % 2 != 0) {
            throw new IllegalArgumentException(USAGE);
        }
        for (int i = 0; i < arguments.size(); i += 2) {
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--rows" -> rows = positive(value);
                case "--rounds" -> rounds = Math.toIntExact(positive(value));
                case "--output" -> output = Path.of(value);
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new Options(rows, rounds, output);
    }

    private static long positive(String text) {
        if (!text.matches("[1-9][0-9]{0,9}")) {
            throw new IllegalArgumentException(USAGE);
        }
        return Long.parseLong(text);
    }
}
