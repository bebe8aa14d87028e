package io.rowkeep.format;

import static io.rowkeep.failure.ErrorCode.ARTIFACT_DAMAGED;
import static io.rowkeep.failure.ErrorCode.UNSUPPORTED;

import io.rowkeep.failure.BackupException;
import java.util.List;

/** The sentences in which an encoder or decoder refuses a row. Rows and lines count from 1. */
final class RowFailure {

    private RowFailure() {}

    static BackupException encoding(long rowsBefore, List<FormatColumn> columns, int column, Malformed cause) {
        return new BackupException(
                UNSUPPORTED,
                "Line %d of COPY text cannot be stored in this format: %s%s"
                        .formatted(rowsBefore + 1, place(columns, column), cause.getMessage()),
                cause);
    }

    static BackupException decoding(long rowsBefore, List<FormatColumn> columns, int column, Malformed cause) {
        return new BackupException(
                ARTIFACT_DAMAGED,
                "Row %d of the stored table is not as it was written: %s%s"
                        .formatted(rowsBefore + 1, place(columns, column), cause.getMessage()),
                cause);
    }

    static BackupException truncated(long rowsBefore, List<FormatColumn> columns, int column) {
        return new BackupException(
                ARTIFACT_DAMAGED,
                "Row %d of the stored table is not as it was written: %sthe stream ends inside it"
                        .formatted(rowsBefore + 1, place(columns, column)));
    }

    private static String place(List<FormatColumn> columns, int column) {
        return column < columns.size()
                ? "in column \"%s\" ".formatted(columns.get(column).name())
                : "after its last column ";
    }
}
