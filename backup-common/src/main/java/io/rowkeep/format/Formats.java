package io.rowkeep.format;

import io.rowkeep.failure.BackupException;
import java.util.List;

/** The encoder and the decoder of each stored format; the line format is COPY text. */
public final class Formats {

    private Formats() {}

    /**
     * A new encoder for rows of these columns, in the order of the line's fields.
     *
     * @throws BackupException {@code UNSUPPORTED} when a JSON row would have two keys of one name
     */
    public static RowEncoder encoder(BackupFormat format, List<FormatColumn> columns) {
        return switch (format) {
            case JSON -> new CopyTextToJson(columns);
            case CSV -> new CopyTextToCsv(columns);
            case NATIVE -> new CopyTextToNative(columns);
        };
    }

    /** A new decoder for one stream of rows of these columns, in the order in which they were encoded. */
    public static RowDecoder decoder(BackupFormat format, List<FormatColumn> columns) {
        return switch (format) {
            case JSON -> new JsonToCopyText(columns);
            case CSV -> new CsvToCopyText(columns);
            case NATIVE -> new NativeToCopyText(columns);
        };
    }
}
