package io.rowkeep.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts of values as they were answered: in order, empty where the server left them out, and nobody changes them. */
final class Counts {

    private Counts() {}

    static Map<String, List<ValueCount>> of(@Nullable Map<String, List<ValueCount>> answered) {
        Map<String, List<ValueCount>> counts = new LinkedHashMap<>();
        if (answered != null) {
            answered.forEach((column, values) -> counts.put(column, Lists.of(values)));
        }
        return Collections.unmodifiableMap(counts);
    }
}
