package io.rowkeep.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of a whole run.
 *
 * @param setting what was measured on what, by name
 * @param rows rows of the table
 * @param results one for each peer, in the order of the report
 */
record Report(Map<String, Object> setting, long rows, List<Result> results) {

    /**
     * A peer's figures.
     *
     * @param reference whether the others are compared with it
     */
    record Result(String name, boolean reference, Series seconds, long storedBytes) {}

    /** A table in Markdown. */
    void print(PrintStream out) {
        setting.forEach((name, value) -> out.printf(Locale.ROOT, "%s: %s%n", name, value));
        StringBuilder head = new StringBuilder("| | median s | min..max s | noise | rows/s | stored MB |");
        StringBuilder rule = new StringBuilder("|---|---|---|---|---|---|");
        references().forEach(reference -> {
            head.append(" time / ").append(reference.name).append(" |");
            rule.append("---|");
        });
        out.printf("%n%s%n%s%n", head, rule);
        results.forEach(result -> out.println(line(result)));
    }

    private String line(Result result) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f..%.2f | %.0f %% | %,d | %.1f |",
                result.name,
                result.seconds.median(),
                result.seconds.least(),
                result.seconds.greatest(),
                result.seconds.noise() * 100,
                Math.round(rows / result.seconds.median()),
                result.storedBytes / 1e6));
        for (Result reference : references()) {
            Series ratio = result.seconds.over(reference.seconds);
            line.append(String.format(
                    Locale.ROOT, " %.2f (%.2f..%.2f) |", ratio.median(), ratio.least(), ratio.greatest()));
        }
        return line.toString();
    }

    /** The same and every single figure, as JSON. */
    void write(Path file) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>(setting);
        document.put("results", results.stream().map(this::json).toList());
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(
                file,
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsBytes(document));
    }

    private Map<String, Object> json(Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", result.name);
        json.put("seconds", figures(result.seconds));
        json.put("rowsPerSecond", Math.round(rows / result.seconds.median()));
        json.put("storedBytes", result.storedBytes);
        Map<String, Object> ratios = new LinkedHashMap<>();
        references().forEach(reference -> ratios.put(reference.name, figures(result.seconds.over(reference.seconds))));
        json.put("timeRatioTo", ratios);
        return json;
    }

    private static Map<String, Object> figures(Series series) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("median", series.median());
        figures.put("min", series.least());
        figures.put("max", series.greatest());
        figures.put("noise", series.noise());
        figures.put("rounds", series.values());
        return figures;
    }

    private List<Result> references() {
        return results.stream().filter(Result::reference).toList();
    }
}
