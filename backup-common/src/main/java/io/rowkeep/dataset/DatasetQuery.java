package io.rowkeep.dataset;

import java.util.List;

/**
 * A dataset that is the result of one query instead of tables. It comes from the worker's configuration only, never from a request.
 *
 * @param sql where {@code :name} stands for a parameter
 * @param result what the result is called, like a table
 * @param parameters the values that it is asked with
 */
public record DatasetQuery(String sql, TableName result, List<QueryParameter> parameters) {

    public DatasetQuery {
        parameters = List.copyOf(parameters);
    }
}
