package io.rowkeep.worker.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows of all tables of one schema at one moment, by table and key. */
record ModelState(Map<String, Map<List<String>, ModelRow>> tables) {

    private static final Comparator<List<String>> BY_KEY =
            Comparator.comparing((List<String> key) -> String.join("\u0000", key));

    static ModelState empty(ModelSchema schema) {
        Map<String, Map<List<String>, ModelRow>> tables = new TreeMap<>();
        schema.tables().forEach(table -> tables.put(table.name(), new TreeMap<>(BY_KEY)));
        return new ModelState(tables);
    }

    Map<List<String>, ModelRow> of(ModelTable table) {
        Map<List<String>, ModelRow> rows = tables.get(table.name());
        if (rows == null) {
            throw new AssertionError("No table " + table.name());
        }
        return rows;
    }

    ModelState copy() {
        Map<String, Map<List<String>, ModelRow>> copy = new TreeMap<>();
        tables.forEach((name, rows) -> copy.put(name, sorted(rows)));
        return new ModelState(copy);
    }

    /** Says for a person which rows another state holds otherwise. */
    List<String> differencesTo(ModelState actual) {
        List<String> found = new ArrayList<>();
        tables.forEach((name, rows) -> {
            Map<List<String>, ModelRow> others = actual.tables.getOrDefault(name, Map.of());
            Set<List<String>> keys = new TreeSet<>(BY_KEY);
            keys.addAll(rows.keySet());
            keys.addAll(others.keySet());
            keys.removeIf(key -> Objects.equals(rows.get(key), others.get(key)));
            keys.forEach(key -> found.add(
                    "%s %s%n  expected %s%n  was      %s".formatted(name, key, rows.get(key), others.get(key))));
        });
        return found;
    }

    private static Map<List<String>, ModelRow> sorted(Map<List<String>, ModelRow> rows) {
        Map<List<String>, ModelRow> sorted = new TreeMap<>(BY_KEY);
        sorted.putAll(rows);
        return sorted;
    }
}
