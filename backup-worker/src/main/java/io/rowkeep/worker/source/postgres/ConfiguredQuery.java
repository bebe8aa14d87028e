package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.ParameterType;
import io.rowkeep.dataset.QueryParameter;
import io.rowkeep.dataset.TableName;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A query of the configuration as this server understands it. COPY takes no parameters, and a value never becomes a part of a
 * statement: each is a setting of the transaction, which the statement asks for.
 *
 * @param result what the result is called
 */
record ConfiguredQuery(TableName result, QueryText text, Map<String, QueryParameter> parameters) {

    /** Settings of this prefix belong to nobody else. */
    private static final String PREFIX = "rowkeep.";

    ConfiguredQuery {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads the configuration.
     *
     * @throws IllegalArgumentException in a sentence, when its SQL and its parameters do not fit together
     */
    static ConfiguredQuery of(DatasetQuery query) {
        QueryText text = QueryText.parse(query.sql());
        Map<String, QueryParameter> parameters =
                query.parameters().stream().collect(Collectors.toMap(QueryParameter::name, Function.identity()));
        SortedSet<String> unknown = new TreeSet<>(text.names());
        unknown.removeAll(parameters.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "The sql uses :%s, which is not among its parameters; a colon that means something else has a space behind it"
                            .formatted(unknown.getFirst()));
        }
        SortedSet<String> unused = new TreeSet<>(parameters.keySet());
        unused.removeAll(text.names());
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException(
                    "The sql does not use :%s, which is among its parameters".formatted(unused.getFirst()));
        }
        return new ConfiguredQuery(query.result(), text, parameters);
    }

    /** The statement, for a transaction in which {@link #bind} was called. */
    String sql() {
        return text.with(name -> "(pg_catalog.current_setting('%s%s')::%s)".formatted(PREFIX, name, type(name)));
    }

    /** The same statement with no value in any place: enough to know whether it is right, and what columns it has. */
    String withoutValues() {
        return text.with(name -> "(null::%s)".formatted(type(name)));
    }

    /** Sets the values for the rest of the transaction. */
    void bind(PostgresConnection connection, Map<String, String> values) {
        for (String name : List.copyOf(text.names())) {
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("Parameter %s has no value".formatted(name));
            }
            connection.single(
                    "select pg_catalog.set_config(?, ?, true)", row -> row.getString(1), PREFIX + name, value);
        }
    }

    private String type(String name) {
        QueryParameter parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("There is no parameter " + name);
        }
        return "pg_catalog."
                + switch (parameter.type()) {
                    case INTEGER -> fitsInteger(parameter) ? "int4" : "int8";
                    case TEXT -> "text";
                    case DATE -> "date";
                    case BOOLEAN -> "bool";
                };
    }

    /** What is sure to be an {@code integer} can be one, which functions such as {@code make_date} insist on. */
    private static boolean fitsInteger(QueryParameter parameter) {
        Long min = parameter.min();
        Long max = parameter.max();
        return parameter.type() == ParameterType.INTEGER
                && min != null
                && max != null
                && min >= Integer.MIN_VALUE
                && max <= Integer.MAX_VALUE;
    }
}
