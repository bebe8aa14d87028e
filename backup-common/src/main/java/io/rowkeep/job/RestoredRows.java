package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a restore had put where, as far as its undo has to know.
 *
 * @param from the source that the restored backup is of
 * @param schema the schema whose tables were changed; null for those of the backup
 * @param tables the restored tables, by their names in the backup; empty means all of the backup
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoredRows(SourceName from, @Nullable String schema, List<TableName> tables) {

    public RestoredRows {
        tables = List.copyOf(tables);
    }

    /** What that restore had put there. */
    public static RestoredRows of(RestoreSpec restore) {
        return new RestoredRows(restore.from(), restore.schema(), restore.tables());
    }
}
