package io.rowkeep.worker.settings;

import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.ParameterType;
import io.rowkeep.dataset.QueryParameter;
import io.rowkeep.dataset.QueryParameters;
import io.rowkeep.dataset.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code query} of a dataset: its SQL, what its result is called, its parameters. */
final class QueryReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

    private QueryReader() {}

    /** Whether the SQL uses its parameters is judged by the source, which knows its language. */
    static DatasetQuery read(ConfigSection section) {
        String sql = section.required("sql", "the query whose result is the dataset");
        String result = section.required("result", "what the result is called, like a table");
        List<QueryParameter> parameters =
                section.section("parameters").map(QueryReader::parameters).orElse(List.of());
        section.refuseUnknown();
        return new DatasetQuery(sql, section.parse("result", result, TableName::parse), parameters);
    }

    private static List<QueryParameter> parameters(ConfigSection section) {
        List<QueryParameter> parameters = new ArrayList<>();
        for (String name : section.keys()) {
            if (!NAME.matcher(name).matches()) {
                throw section.wrong(
                        name, "is no name of a parameter: it has 1 to 40 characters of a-z, 0-9 and _, a letter first");
            }
            if (QueryParameters.RESERVED.contains(name)) {
                throw section.wrong(
                        name,
                        "is a word of the export's own, as are %s"
                                .formatted(String.join(", ", QueryParameters.RESERVED)));
            }
            parameters.add(parameter(
                    name,
                    section.section(name)
                            .orElseThrow(
                                    () -> section.wrong(name, "is empty: a parameter has a type, such as integer"))));
        }
        return parameters;
    }

    private static QueryParameter parameter(String name, ConfigSection section) {
        String text = section.required("type", "integer, text, date or boolean");
        ParameterType type = section.parse("type", text, ParameterType::parse);
        @Nullable Long min = type == ParameterType.INTEGER ? integer(section, "min") : null;
        @Nullable Long max = type == ParameterType.INTEGER ? integer(section, "max") : null;
        List<String> values = type == ParameterType.TEXT ? values(section) : List.of();
        section.refuseUnknown();
        if (min != null && max != null && min > max) {
            throw section.wrong("min", "is %d, greater than max, %d".formatted(min, max));
        }
        return new QueryParameter(name, type, min, max, values);
    }

    private static @Nullable Long integer(ConfigSection section, String key) {
        return section.text(key)
                .map(text -> {
                    if (!INTEGER.matcher(text).matches()) {
                        throw section.wrong(key, "is '%s', but must be a whole number".formatted(text));
                    }
                    return Long.valueOf(text);
                })
                .orElse(null);
    }

    private static List<String> values(ConfigSection section) {
        List<String> values = section.texts("values").orElse(null);
        if (values != null && values.isEmpty()) {
            throw section.wrong("values", "must name at least one text; leave it out to allow all");
        }
        return values == null ? List.of() : values;
    }
}
