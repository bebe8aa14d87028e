package io.rowkeep.artifact;

import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.FormatColumn;
import io.rowkeep.format.Formats;
import io.rowkeep.format.LineFormat;
import io.rowkeep.format.RowEncoder;
import java.util.List;

/** How the rows of a table become what is stored. */
public final class RowEncoding {

    private RowEncoding() {}

    /**
     * A new encoder for rows of that table.
     *
     * @param columns the stored columns
     * @param profile how it looks as a spreadsheet; the other formats do not ask
     * @throws BackupException {@code UNSUPPORTED} when a JSON row would have two keys of one name, or when documents have no such
     *     format
     */
    public static RowEncoder of(
            LineFormat lines, BackupFormat format, TableName table, List<Column> columns, SpreadsheetProfile profile) {
        if (format == BackupFormat.SPREADSHEET && lines == LineFormat.PG_COPY_TEXT) {
            return Formats.spreadsheet(SpreadsheetTable.layout(table, columns, profile));
        }
        return Formats.encoder(lines, format, formatColumns(columns));
    }

    /** The columns as encoders and decoders need them. */
    static List<FormatColumn> formatColumns(List<Column> columns) {
        return columns.stream()
                .map(column -> new FormatColumn(column.name(), column.mapping()))
                .toList();
    }
}
