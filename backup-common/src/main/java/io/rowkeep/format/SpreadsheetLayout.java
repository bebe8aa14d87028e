package io.rowkeep.format;

import java.util.List;

/**
 * What of a table's rows a spreadsheet shows.
 *
 * @param fields the fields of a line, in their order
 * @param columns the columns of the spreadsheet, in theirs
 */
public record SpreadsheetLayout(List<FormatColumn> fields, List<SpreadsheetColumn> columns) {

    public SpreadsheetLayout {
        fields = List.copyOf(fields);
        columns = List.copyOf(columns);
    }
}
