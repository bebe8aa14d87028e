package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores tables of a source as one backup.
 *
 * @param backupId the id that the backup will have, whichever attempt writes it
 * @param tables the tables of the dataset to store; empty means all of them
 * @param parameters of the dataset's query, by name; empty for tables
 * @param label what the requester calls it; null when it has no name
 */
public record BackupSpec(
        SourceName source,
        DatasetName dataset,
        BackupId backupId,
        List<TableName> tables,
        BackupFormat format,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> parameters,
        @Nullable String label)
        implements JobSpec {

    public BackupSpec {
        tables = List.copyOf(tables);
        // Absent where there are none, as in the jobs of older versions.
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }

    /** Of tables. */
    public BackupSpec(
            SourceName source,
            DatasetName dataset,
            BackupId backupId,
            List<TableName> tables,
            BackupFormat format,
            @Nullable String label) {
        this(source, dataset, backupId, tables, format, Map.of(), label);
    }
}
