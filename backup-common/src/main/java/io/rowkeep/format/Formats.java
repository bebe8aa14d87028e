package io.rowkeep.format;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;

/** The encoder and the decoder of each stored format; the line format is COPY text. */
public final class Formats {

    private Formats() {}

    /**
     * A new encoder for rows of these columns, in the order of the line's fields.
     *
     * @param format a restorable one; {@link #spreadsheet} is the encoder of the other
     * @throws BackupException {@code UNSUPPORTED} when a JSON row would have two keys of one name
     */
    public static RowEncoder encoder(BackupFormat format, List<FormatColumn> columns) {
        return switch (format) {
            case JSON -> new CopyTextToJson(columns);
            case CSV -> new CopyTextToCsv(columns);
            case NATIVE -> new CopyTextToNative(columns);
            case SPREADSHEET -> throw new IllegalArgumentException("A spreadsheet has a layout besides its columns");
            case SYSTEM -> throw new IllegalArgumentException("A system backup has no rows");
        };
    }

    /** A new encoder for rows of a spreadsheet. */
    public static RowEncoder spreadsheet(SpreadsheetLayout layout) {
        return new CopyTextToSpreadsheet(layout);
    }

    /**
     * A new decoder for one stream of rows of these columns, in the order in which they were encoded.
     *
     * @throws BackupException {@code NOT_RESTORABLE} for rows of a spreadsheet
     */
    public static RowDecoder decoder(BackupFormat format, List<FormatColumn> columns) {
        return switch (format) {
            case JSON -> new JsonToCopyText(columns);
            case CSV -> new CsvToCopyText(columns);
            case NATIVE -> new NativeToCopyText(columns);
            case SPREADSHEET ->
                throw new BackupException(
                        ErrorCode.NOT_RESTORABLE,
                        "Rows of a spreadsheet cannot be read back: only a json, csv or native backup can");
            case SYSTEM -> throw new IllegalArgumentException("A system backup has no rows");
        };
    }
}
