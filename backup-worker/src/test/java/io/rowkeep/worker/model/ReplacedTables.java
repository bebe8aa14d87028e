package io.rowkeep.worker.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What replacing tables has to make of them: the backup's rows, and among them those that are kept. */
final class ReplacedTables {

    private final ModelSchema schema;
    private final ModelState before;
    private final Map<String, Set<List<String>>> kept = new TreeMap<>();
    private final ModelState after;

    ReplacedTables(ModelSchema schema, List<ModelTable> tables, ModelState before, ModelState backup) {
        this.schema = schema;
        this.before = before;
        this.after = before.copy();
        tables.forEach(this::keepByRule);
        boolean grew = true;
        while (grew) {
            grew = schema.references().stream().map(this::keepReferred).reduce(false, Boolean::logicalOr);
        }
        for (ModelTable table : tables) {
            Map<List<String>, ModelRow> rows = after.of(table);
            rows.keySet().removeIf(key -> !isKept(table, key));
            backup.of(table).forEach(rows::putIfAbsent);
        }
    }

    /** The rows afterwards, if it is possible. */
    ModelState after() {
        return after;
    }

    FinalState judged() {
        return new FinalState(schema, before, after);
    }

    private void keepByRule(ModelTable table) {
        Set<List<String>> keys = new HashSet<>();
        before.of(table).forEach((key, row) -> {
            if (MergedTable.isProtected(table, row)) {
                keys.add(key);
            }
        });
        kept.put(table.name(), keys);
    }

    private boolean keepReferred(ModelReference reference) {
        Set<List<String>> from = kept.get(reference.from().name());
        Set<List<String>> to = kept.get(reference.to().name());
        boolean grew = false;
        for (List<String> key : from == null || to == null ? List.<List<String>>of() : List.copyOf(from)) {
            ModelRow row = before.of(reference.from()).get(key);
            @Nullable List<String> value = row == null ? null : reference.from().canonical(reference.columns(), row);
            for (Map.Entry<List<String>, ModelRow> other :
                    before.of(reference.to()).entrySet()) {
                boolean refers =
                        value != null && value.equals(reference.to().canonical(reference.referred(), other.getValue()));
                grew |= refers && to != null && to.add(other.getKey());
            }
        }
        return grew;
    }

    private boolean isKept(ModelTable table, List<String> key) {
        return kept.getOrDefault(table.name(), Set.of()).contains(key);
    }
}
