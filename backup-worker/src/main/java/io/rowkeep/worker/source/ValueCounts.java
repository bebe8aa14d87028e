package io.rowkeep.worker.source;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.job.ValueCount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the values of the columns that a dataset wants counted, and notes what cannot be. For one job and one thread. */
public final class ValueCounts {

    private final Map<TableName, List<String>> wanted;
    private final Set<TableName> seen = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();

    /** @param wanted the columns of each table; empty counts nothing */
    public ValueCounts(Map<TableName, List<String>> wanted) {
        this.wanted = wanted;
    }

    /** The statistics of a table with the counts of its columns, if any are wanted. A column that it lacks is a warning. */
    public TableStatistics addTo(TableStatistics statistics, SourceTable table, Counting counting) {
        List<String> columns = wanted.getOrDefault(table.name(), List.of());
        seen.add(table.name());
        if (columns.isEmpty()) {
            return statistics;
        }
        Map<String, List<ValueCount>> found = counting.countValues(table, columns);
        for (String column : columns) {
            if (!found.containsKey(column)) {
                warnings.add(
                        "The values of column %s of table %s are not counted, which the configuration wants: the rows have no such column"
                                .formatted(column, table.name()));
            }
        }
        return statistics.counting(found);
    }

    /** What was wanted and is not counted, a sentence each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The same after all tables of the dataset, with those that are not among them. */
    public List<String> warningsOfAll() {
        wanted.keySet().stream()
                .filter(table -> !seen.contains(table))
                .sorted()
                .forEach(table -> warnings.add(
                        "Values of table %s are not counted, which the configuration wants: the source has no such table"
                                .formatted(table)));
        return warnings();
    }

    /** Who counts. */
    public interface Counting {

        /**
         * Counts how many rows have which value.
         *
         * @return for each of the columns that there are the values and their rows, most first, the most frequent 100 at most
         */
        Map<String, List<ValueCount>> countValues(SourceTable table, List<String> columns);
    }
}
