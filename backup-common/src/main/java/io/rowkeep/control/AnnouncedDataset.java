package io.rowkeep.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.QueryParameter;
import io.rowkeep.dataset.TableName;
import java.util.List;

/**
 * A dataset as a worker announced it.
 *
 * @param tables its tables when the worker last looked; empty when it could not
 * @param parameters of its query; empty when it is tables
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnnouncedDataset(DatasetName name, List<TableName> tables, List<QueryParameter> parameters) {

    public AnnouncedDataset {
        tables = List.copyOf(tables);
        // Absent where an older worker announced it.
        parameters = parameters == null ? List.of() : List.copyOf(parameters);
    }

    /** A dataset of tables. */
    public AnnouncedDataset(DatasetName name, List<TableName> tables) {
        this(name, tables, List.of());
    }
}
