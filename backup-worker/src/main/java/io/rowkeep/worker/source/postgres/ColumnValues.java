package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.ValueCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which values occur how often in columns; the most frequent ones only, and of long texts the beginning: a count is no export. */
final class ColumnValues {

    private static final int MOST = 100;
    private static final int LONGEST = 200;

    private ColumnValues() {}

    /**
     * Counts them.
     *
     * @param rows what to read from, as it stands in the statement
     * @param columns those that are not among the {@code present} are left out
     */
    static Map<String, List<ValueCount>> count(
            PostgresConnection connection, TableName table, String rows, List<String> columns, List<String> present) {
        Map<String, List<ValueCount>> counts = new LinkedHashMap<>();
        for (String column : columns) {
            if (present.contains(column)) {
                counts.put(column, count(connection, table, rows, column));
            }
        }
        return counts;
    }

    /** Columns that hold rows' values, computed by the server or not. */
    static List<String> names(List<Column> columns, List<String> generated) {
        return Stream.concat(columns.stream().map(Column::name), generated.stream())
                .toList();
    }

    private static List<ValueCount> count(PostgresConnection connection, TableName table, String rows, String column) {
        try {
            return connection.query("""
                    select pg_catalog.left(t.%s::text, %d), pg_catalog.count(*) from %s t
                    group by 1 order by 2 desc, 1 limit %d
                    """.formatted(Quoted.name(column), LONGEST, rows, MOST), row -> {
                @Nullable String value = row.getString(1);
                return new ValueCount(value, row.getLong(2));
            });
        } catch (BackupException e) {
            throw connection.on(table, e);
        }
    }
}
