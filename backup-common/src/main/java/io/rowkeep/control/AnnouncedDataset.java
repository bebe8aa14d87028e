package io.rowkeep.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.QueryParameter;
import io.rowkeep.dataset.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset as a worker announced it.
 *
 * @param tables its tables when the worker last looked; empty when it could not
 * @param parameters of its query; empty when it is tables
 * @param documentForm of its JSON documents; null where an older worker announced it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnnouncedDataset(
        DatasetName name,
        List<TableName> tables,
        List<QueryParameter> parameters,
        @Nullable DocumentForm documentForm) {

    public AnnouncedDataset {
        tables = List.copyOf(tables);
        // Absent where an older worker announced it.
        parameters = parameters == null ? List.of() : List.copyOf(parameters);
    }

    /** A dataset of tables, of which nothing is configured. */
    public AnnouncedDataset(DatasetName name, List<TableName> tables) {
        this(name, tables, List.of(), DocumentForm.TABLES);
    }
}
