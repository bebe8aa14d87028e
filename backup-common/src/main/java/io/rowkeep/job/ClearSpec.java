package io.rowkeep.job;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import java.util.List;

/**
 * Empties tables of a source; rows that keep rules protect stay.
 *
 * @param tables the tables of the dataset to empty; empty means all of them
 * @param dependents whether tables of the dataset whose rows refer to rows that would go are emptied too
 * @param dryRun whether the job only says what it would do: it changes and locks nothing then
 * @param safetyBackup whether the tables are saved first; false only where the source's configuration allows it
 */
public record ClearSpec(
        SourceName source,
        DatasetName dataset,
        List<TableName> tables,
        boolean dependents,
        boolean dryRun,
        boolean safetyBackup)
        implements ChangeSpec {

    public ClearSpec {
        tables = List.copyOf(tables);
    }
}
