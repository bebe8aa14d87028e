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

    /**
     * Reads the command line; ends the program with the usage when it cannot be read.
     *
     * @param what the measurement's name: it stands in the usage and in the default for the output
     * @param defaultRows unless the command line says how many
     */
    static Options parseOrExit(String what, long defaultRows, String... arguments) {
        try {
            return parse(what, defaultRows, List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.printf("Usage: bench/run %s [--rows N] [--rounds N] [--output FILE]%n", what);
            System.exit(2);
            throw e;
        }
    }

    private static Options parse(String what, long defaultRows, List<String> arguments) {
        long rows = defaultRows;
        int rounds = 5;
        Path output = Path.of("bench/target/%s.json".formatted(what));
        if (arguments.size() % 2 != 0) {
            throw new IllegalArgumentException("An option has no value");
        }
        for (int i = 0; i < arguments.size(); i += 2) {
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--rows" -> rows = positive(value);
                case "--rounds" -> rounds = Math.toIntExact(positive(value));
                case "--output" -> output = Path.of(value);
                default -> throw new IllegalArgumentException(arguments.get(i));
            }
        }
        return new Options(rows, rounds, output);
    }

    private static long positive(String text) {
        if (!text.matches("[1-9][0-9]{0,9}")) {
            throw new IllegalArgumentException(text);
        }
        return Long.parseLong(text);
    }
}
