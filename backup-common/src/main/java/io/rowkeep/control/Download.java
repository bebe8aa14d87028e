package io.rowkeep.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody takes of a backup, as the audit table has it.
 *
 * @param format of the file, by its name over HTTP
 * @param form of a JSON document, by its name over HTTP; null for any other file
 * @param profile {@code spreadsheet} for a file of spreadsheets; null for any other one
 * @param compress {@code gzip} for a file that is compressed as a whole; null for any other one
 * @param tables that were asked for; empty for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Download(
        BackupId backupId,
        String format,
        @Nullable String form,
        @Nullable String profile,
        @Nullable String compress,
        List<TableName> tables) {

    public Download {
        tables = List.copyOf(tables);
    }
}
