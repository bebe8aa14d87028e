package io.rowkeep.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What clear, replace and undo have to do, row by row and without any database. */
final class ModelChange {

    private final ModelSchema schema;
    private final ModelState now;
    private final Set<Integer> view;
    private final List<Set<Integer>> kept;

    /**
     * Finds what is kept.
     *
     * @param view the tables that may change
     * @param placed what the job which is undone had put there: other rows stay; null when only rules keep rows
     */
    ModelChange(ModelSchema schema, ModelState now, Set<Integer> view, @Nullable ModelState placed) {
        this.schema = schema;
        this.now = now;
        this.view = view;
        this.kept = new ArrayList<>();
        for (int table = 0; table < ModelSchema.TABLES; table++) {
            kept.add(view.contains(table) ? initially(table, placed) : new TreeSet<>());
        }
        boolean grew = true;
        while (grew) {
            grew = false;
            for (ModelSchema.Reference key : schema.references()) {
                grew |= view.contains(key.from()) && view.contains(key.to()) && keepReferred(key);
            }
        }
    }

    /** Rows that stay. */
    Set<Integer> kept(int table) {
        return kept.get(table);
    }

    /** The tables that are emptied when those whose rows are in the way are emptied too. */
    Set<Integer> withDependents(Set<Integer> chosen) {
        Set<Integer> changed = new TreeSet<>(chosen);
        boolean grew = true;
        while (grew) {
            grew = false;
            ModelState after = after(changed, ModelState.empty());
            for (ModelSchema.Reference key : schema.references()) {
                grew |= !changed.contains(key.from()) && isInTheWay(key, changed, after) && changed.add(key.from());
            }
        }
        return changed;
    }

    /** The rows afterwards, whether that is possible or not: these are put back, but kept ones win. */
    ModelState after(Set<Integer> changed, ModelState back) {
        ModelState after = now.copy();
        for (int table : changed) {
            Map<Integer, ModelRow> rows = new TreeMap<>(back.of(table));
            for (int id : kept.get(table)) {
                rows.put(id, row(table, id));
            }
            after.of(table).clear();
            after.of(table).putAll(rows);
        }
        return after;
    }

    /** Whether rows of tables that do not change refer to rows that go. */
    boolean hasOutsideReferences(Set<Integer> changed, ModelState after) {
        return schema.references().stream().anyMatch(key -> isInTheWay(key, changed, after));
    }

    /** Whether rows that are put back refer to rows that are not there any more. */
    boolean hasBrokenReferences(ModelState after) {
        return schema.references().stream()
                .anyMatch(key -> after.of(key.from()).values().stream()
                        .map(row -> row.references().get(key.column()))
                        .anyMatch(id -> id != null && !after.of(key.to()).containsKey(id)));
    }

    private boolean isInTheWay(ModelSchema.Reference key, Set<Integer> changed, ModelState after) {
        return !changed.contains(key.from())
                && changed.contains(key.to())
                && now.of(key.from()).values().stream()
                        .map(row -> row.references().get(key.column()))
                        .anyMatch(id -> id != null && !after.of(key.to()).containsKey(id));
    }

    private Set<Integer> initially(int table, @Nullable ModelState placed) {
        Set<Integer> ids = new TreeSet<>();
        for (ModelRow row : now.of(table).values()) {
            boolean byRule = ModelSchema.hasRule(table) && Boolean.TRUE.equals(row.keep());
            if (byRule || (placed != null && !placed.of(table).containsKey(row.id()))) {
                ids.add(row.id());
            }
        }
        return ids;
    }

    private boolean keepReferred(ModelSchema.Reference key) {
        boolean grew = false;
        for (int id : List.copyOf(kept.get(key.from()))) {
            Integer referred = row(key.from(), id).references().get(key.column());
            grew |= referred != null && kept.get(key.to()).add(referred);
        }
        return grew;
    }

    private ModelRow row(int table, int id) {
        return Objects.requireNonNull(now.of(table).get(id));
    }
}
