package io.rowkeep.worker.model;

import io.rowkeep.worker.model.ModelReference.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges what the tables are to hold in the end: which of the changed rows share what they must not, refer to nothing, or would set
 * off an action of a foreign key.
 */
final class FinalState {

    private final ModelSchema schema;
    private final ModelState before;
    private final ModelState after;
    private final Map<String, Set<List<String>>> refused = new HashMap<>();
    private boolean isBroken;

    FinalState(ModelSchema schema, ModelState before, ModelState after) {
        this.schema = schema;
        this.before = before;
        this.after = after;
        schema.tables().forEach(this::uniqueness);
        schema.references().forEach(this::leadsNowhere);
        schema.references().forEach(this::leavesBehind);
    }

    /** The keys of the changed rows of a table that the database would not take, or only with consequences. */
    Set<List<String>> refused(ModelTable table) {
        return refused.getOrDefault(table.name(), Set.of());
    }

    boolean isPossible() {
        return refused.isEmpty();
    }

    /** Whether no database could hold this: it is not only that an action of a foreign key would be set off on the way. */
    boolean isBroken() {
        return isBroken;
    }

    private void uniqueness(ModelTable table) {
        for (ModelKey key : table.keys()) {
            Map<List<String>, List<List<String>>> holders = new HashMap<>();
            after.of(table).forEach((id, row) -> {
                @Nullable List<String> value = key.of(table, row);
                if (value != null) {
                    holders.computeIfAbsent(value, each -> new ArrayList<>()).add(id);
                }
            });
            holders.values().stream()
                    .filter(ids -> ids.size() > 1)
                    .forEach(ids -> ids.forEach(id -> refuseIfChanged(table, id, true)));
        }
    }

    private void leadsNowhere(ModelReference key) {
        Set<List<String>> there = referable(key, after);
        after.of(key.from()).forEach((id, row) -> {
            @Nullable List<String> value = key.from().canonical(key.columns(), row);
            if (value != null && !there.contains(value)) {
                refuseIfChanged(key.from(), id, true);
            }
        });
    }

    private void leavesBehind(ModelReference key) {
        Set<List<String>> used = new HashSet<>();
        after.of(key.from()).values().forEach(row -> {
            @Nullable List<String> value = key.from().canonical(key.columns(), row);
            if (value != null) {
                used.add(value);
            }
        });
        Set<List<String>> there = referable(key, after);
        before.of(key.to()).forEach((id, row) -> {
            @Nullable List<String> value = key.to().canonical(key.referred(), row);
            @Nullable ModelRow now = after.of(key.to()).get(id);
            boolean gone = now == null || isMoved(key.to(), id);
            boolean changed = now == null || !now.only(key.referred()).equals(row.only(key.referred()));
            Action action = gone ? key.onDelete() : key.onUpdate();
            if (value != null
                    && (gone || changed)
                    && used.contains(value)
                    && (action != Action.NO_ACTION || !there.contains(value))) {
                refuseIfChanged(key.to(), id, !there.contains(value));
            }
        });
    }

    /** Whether the row takes a unique value that another row gives up only now: then it has to go and to come back. */
    private boolean isMoved(ModelTable table, List<String> id) {
        @Nullable ModelRow row = after.of(table).get(id);
        return row != null
                && before.of(table).containsKey(id)
                && table.keys().stream().filter(key -> !key.deferrable()).anyMatch(key -> {
                    @Nullable List<String> value = key.of(table, row);
                    return value != null
                            && before.of(table).entrySet().stream()
                                    .anyMatch(other -> !other.getKey().equals(id)
                                            && after.of(table).containsKey(other.getKey())
                                            && value.equals(key.of(table, other.getValue())));
                });
    }

    private static Set<List<String>> referable(ModelReference key, ModelState state) {
        Set<List<String>> values = new HashSet<>();
        state.of(key.to()).values().forEach(row -> {
            @Nullable List<String> value = key.to().canonical(key.referred(), row);
            if (value != null) {
                values.add(value);
            }
        });
        return values;
    }

    private void refuseIfChanged(ModelTable table, List<String> id, boolean breaks) {
        isBroken |= breaks;
        if (!Objects.equals(before.of(table).get(id), after.of(table).get(id))) {
            refused.computeIfAbsent(table.name(), each -> new HashSet<>()).add(id);
        }
    }
}
