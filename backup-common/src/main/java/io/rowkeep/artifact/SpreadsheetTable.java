package io.rowkeep.artifact;

import io.rowkeep.dataset.CellTimes;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.ColumnMapping;
import io.rowkeep.format.SpreadsheetColumn;
import io.rowkeep.format.SpreadsheetLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A stored table as a spreadsheet shows it. */
public final class SpreadsheetTable {

    private SpreadsheetTable() {}

    /** The columns that the profile lists, as far as they are stored, in its order; all of them when it does not list the table. */
    public static SpreadsheetLayout layout(TableName table, List<Column> columns, SpreadsheetProfile profile) {
        CellTimes times = profile.times();
        Map<String, Integer> fields = fields(columns);
        List<SpreadsheetColumn> shown = new ArrayList<>();
        headings(table, columns, profile).forEach((name, heading) -> {
            Integer field = fields.get(name);
            if (field != null) {
                shown.add(new SpreadsheetColumn(field, heading, wording(columns.get(field), times)));
            }
        });
        return new SpreadsheetLayout(RowEncoding.formatColumns(columns), shown);
    }

    /** The columns that the profile lists for the table and that are not stored. */
    public static List<String> missing(TableName table, List<Column> columns, SpreadsheetProfile profile) {
        List<String> missing =
                new ArrayList<>(profile.columns().getOrDefault(table, Map.of()).keySet());
        missing.removeAll(fields(columns).keySet());
        return missing;
    }

    private static Map<String, String> headings(TableName table, List<Column> columns, SpreadsheetProfile profile) {
        Map<String, String> listed = profile.columns().get(table);
        if (listed != null) {
            return listed;
        }
        Map<String, String> own = new LinkedHashMap<>();
        columns.forEach(column -> own.put(column.name(), column.name()));
        return own;
    }

    private static Map<String, Integer> fields(List<Column> columns) {
        Map<String, Integer> fields = new LinkedHashMap<>();
        columns.forEach(column -> fields.put(column.name(), fields.size()));
        return fields;
    }

    private static @Nullable UnaryOperator<String> wording(Column column, CellTimes times) {
        if (column.mapping() == ColumnMapping.BOOLEAN) {
            return SpreadsheetTable::bool;
        }
        if (column.type().equals("date")) {
            return times::day;
        }
        return column.timesWorded(times::timestamp, times::instant);
    }

    private static String bool(String printed) {
        return switch (printed) {
            case "t" -> "true";
            case "f" -> "false";
            default -> printed;
        };
    }
}
