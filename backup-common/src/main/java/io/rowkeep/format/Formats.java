package io.rowkeep.format;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;

/** The encoder and the decoder of each stored format, for each line format. */
public final class Formats {

    private Formats() {}

    /**
     * A new encoder for rows of these columns, in the order of the line's fields; documents have none.
     *
     * @param format a restorable one; {@link #spreadsheet} is the encoder of the other
     * @throws BackupException {@code UNSUPPORTED} when a JSON row would have two keys of one name, or documents were to be rows of CSV
     */
    public static RowEncoder encoder(LineFormat lines, BackupFormat format, List<FormatColumn> columns) {
        return switch (lines) {
            case PG_COPY_TEXT -> copyTextEncoder(format, columns);
            case EJSON -> {
                requireDocuments(format);
                yield new DocumentEncoder();
            }
        };
    }

    /** A new encoder for rows of a spreadsheet. */
    public static RowEncoder spreadsheet(SpreadsheetLayout layout) {
        return new CopyTextToSpreadsheet(layout);
    }

    /**
     * A new encoder for rows as JSON objects for applications, which print values without their types. Rows of tables are such
     * objects as they are stored.
     */
    public static RowEncoder plainJson(LineFormat lines, List<FormatColumn> columns) {
        return switch (lines) {
            case PG_COPY_TEXT -> new CopyTextToJson(columns);
            case EJSON -> new DocumentToPlainJson();
        };
    }

    /**
     * A new decoder for one stream of rows of these columns, in the order in which they were encoded.
     *
     * @throws BackupException {@code NOT_RESTORABLE} for rows of a spreadsheet
     */
    public static RowDecoder decoder(LineFormat lines, BackupFormat format, List<FormatColumn> columns) {
        return switch (lines) {
            case PG_COPY_TEXT -> copyTextDecoder(format, columns);
            case EJSON -> {
                requireDocuments(format);
                yield new DocumentDecoder();
            }
        };
    }

    /**
     * Refuses formats that have columns.
     *
     * @throws BackupException {@code UNSUPPORTED}
     */
    public static void requireDocuments(BackupFormat format) {
        switch (format) {
            case JSON, NATIVE -> {}
            case CSV, SPREADSHEET ->
                throw new BackupException(
                        ErrorCode.UNSUPPORTED,
                        "Documents have no columns, so there is no %s of them: take json or native"
                                .formatted(format.id()));
            case SYSTEM ->
                throw new BackupException(
                        ErrorCode.UNSUPPORTED, "There is no system backup of documents: take json or native");
        }
    }

    private static RowEncoder copyTextEncoder(BackupFormat format, List<FormatColumn> columns) {
        return switch (format) {
            case JSON -> new CopyTextToJson(columns);
            case CSV -> new CopyTextToCsv(columns);
            case NATIVE -> new CopyTextToNative(columns);
            case SPREADSHEET -> throw new IllegalArgumentException("A spreadsheet has a layout besides its columns");
            case SYSTEM -> throw new IllegalArgumentException("A system backup has no rows");
        };
    }

    private static RowDecoder copyTextDecoder(BackupFormat format, List<FormatColumn> columns) {
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
