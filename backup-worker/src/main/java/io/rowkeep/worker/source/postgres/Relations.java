package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All relations of a database but the system's, with the trees that partitions form. Immutable. */
final class Relations {

    private final List<Relation> all;
    private final Map<Long, Relation> byOid = new HashMap<>();
    private final Map<TableName, Relation> byName = new HashMap<>();
    private final Map<Long, List<Relation>> children = new HashMap<>();

    Relations(List<Relation> all) {
        this.all = all.stream().sorted(Comparator.comparing(Relation::name)).toList();
        for (Relation relation : this.all) {
            byOid.put(relation.oid(), relation);
            byName.put(relation.name(), relation);
            if (relation.isPartition()) {
                children.computeIfAbsent(relation.parent(), oid -> new ArrayList<>())
                        .add(relation);
            }
        }
    }

    /** In order of name. */
    List<Relation> all() {
        return all;
    }

    Optional<Relation> find(TableName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The partitioned tables that this is a partition of, the nearest first; empty for what is no partition. */
    List<Relation> ancestors(Relation relation) {
        List<Relation> ancestors = new ArrayList<>();
        for (Relation parent = byOid.get(relation.parent()); parent != null; parent = byOid.get(parent.parent())) {
            ancestors.add(parent);
        }
        return ancestors;
    }

    /** Whether all rows of one table are the other's. */
    boolean covers(TableName table, TableName part) {
        return table.equals(part)
                || find(part).stream()
                        .flatMap(relation -> ancestors(relation).stream())
                        .anyMatch(above -> above.name().equals(table));
    }

    /** Whether rows of one table are the other's, because one is a partition of the other or both are the same. */
    boolean sharesRows(TableName one, TableName other) {
        return covers(one, other) || covers(other, one);
    }

    /** The relations that hold the table's rows, in order of name within each level: itself, or its partitions at the ends of the tree. */
    List<Relation> leaves(Relation table) {
        List<Relation> leaves = new ArrayList<>();
        collectLeaves(table, leaves);
        return leaves;
    }

    private void collectLeaves(@Nullable Relation relation, List<Relation> leaves) {
        if (relation == null) {
            return;
        }
        if (relation.kind() != Relation.Kind.PARTITIONED) {
            leaves.add(relation);
            return;
        }
        for (Relation child : children.getOrDefault(relation.oid(), List.of())) {
            if (!child.detaching()) {
                collectLeaves(child, leaves);
            }
        }
    }
}
