package io.rowkeep.dataset;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The values that a query is asked with. */
public final class QueryParameters {

    /** What the address of an export says besides the parameters of its dataset, so that none of these may be called so. */
    public static final Set<String> RESERVED = Collections.unmodifiableSet(
            new TreeSet<>(List.of("compress", "form", "format", "profile", "table", "wait")));

    private QueryParameters() {}

    /**
     * Checks all values of a request.
     *
     * @param declared every parameter of the query; none for a dataset of tables
     * @param given as text, by name
     * @return the values as {@link QueryParameter#checked} has them, in order of name
     * @throws InvalidParameter for the first that is missing, not known or wrong
     */
    public static Map<String, String> checked(List<QueryParameter> declared, Map<String, String> given) {
        for (String name : given.keySet()) {
            requireDeclared(declared, name);
        }
        Map<String, String> values = new TreeMap<>();
        for (QueryParameter parameter : declared) {
            String value = given.get(parameter.name());
            if (value == null) {
                throw new InvalidParameter(
                        parameter.name(),
                        "The parameter '%s' is missing: it is %s".formatted(parameter.name(), parameter.meaning()));
            }
            values.put(parameter.name(), parameter.checked(value));
        }
        return values;
    }

    private static void requireDeclared(List<QueryParameter> declared, String name) {
        if (declared.isEmpty()) {
            throw new InvalidParameter(name, "This dataset has no parameters, so none '%s'".formatted(name));
        }
        if (declared.stream().noneMatch(parameter -> parameter.name().equals(name))) {
            throw new InvalidParameter(
                    name,
                    "The parameter '%s' is not known here; this dataset has %s"
                            .formatted(
                                    name,
                                    declared.stream()
                                            .map(QueryParameter::name)
                                            .sorted()
                                            .collect(Collectors.joining(", "))));
        }
    }
}
