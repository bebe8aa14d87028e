package io.rowkeep.control;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.TableName;
import java.util.List;

/**
 * A dataset as a worker announced it.
 *
 * @param tables its tables when the worker last looked; empty when it could not
 */
public record AnnouncedDataset(DatasetName name, List<TableName> tables) {

    public AnnouncedDataset {
        tables = List.copyOf(tables);
    }
}
