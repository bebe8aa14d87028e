package io.rowkeep.worker.restore;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.Source;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which column holds when a row was last changed.
 *
 * @param column null where nobody says
 */
record ChangeTimes(
        Source source, DatasetName dataset, @Nullable String column) {

    /** As the changed source's dataset of that name says, if there is such a dataset. */
    static ChangeTimes of(Source source, DatasetName dataset) {
        @Nullable
        String column = source.datasets().stream()
                .filter(definition -> definition.name().equals(dataset))
                .findFirst()
                .map(DatasetDefinition::updatedAt)
                .orElse(null);
        return new ChangeTimes(source, dataset, column);
    }

    /** Of a table; null when it has none. */
    @Nullable
    String in(FittedTable table) {
        return column != null && (table.hasAnyColumn() || table.columns().contains(column)) ? column : null;
    }

    /**
     * Makes sure that newer rows can be told.
     *
     * @return a sentence about the tables of which they cannot
     * @throws BackupException with {@code UNSUPPORTED} when they can in none
     */
    List<String> requireSome(List<FittedTable> tables) {
        List<FittedTable> without =
                tables.stream().filter(table -> in(table) == null).toList();
        if (without.size() == tables.size()) {
            throw new BackupException(ErrorCode.UNSUPPORTED, "Newer rows cannot be preserved, because " + reason());
        }
        return without.isEmpty()
                ? List.of()
                : List.of("Newer rows were not preserved in tables without a column %s: %s"
                        .formatted(
                                column,
                                without.stream()
                                        .map(FittedTable::name)
                                        .map(TableName::toString)
                                        .collect(Collectors.joining(", "))));
    }

    private String reason() {
        return column == null
                ? "dataset %s of source %s does not say which column holds the time of a row's last change (updatedAt)"
                        .formatted(dataset, source.name())
                : "none of the tables has the column %s, which holds the time of a row's last change by dataset %s of source %s"
                        .formatted(column, dataset, source.name());
    }
}
