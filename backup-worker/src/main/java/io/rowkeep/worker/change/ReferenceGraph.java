package io.rowkeep.worker.change;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.TableReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which tables refer to which, and the order that follows from it. */
final class ReferenceGraph {

    private final Map<TableName, SortedSet<TableName>> parents = new TreeMap<>();

    /** The graph of these tables; references from or to other tables do not matter to it. */
    ReferenceGraph(Collection<TableName> tables, Collection<TableReference> references) {
        tables.forEach(table -> parents.put(table, new TreeSet<>()));
        for (TableReference reference : references) {
            SortedSet<TableName> ofChild = parents.get(reference.from());
            if (ofChild != null && parents.containsKey(reference.to())) {
                ofChild.add(reference.to());
            }
        }
    }

    /** These tables and all that they refer to, directly or not. */
    NavigableSet<TableName> withParents(Collection<TableName> tables) {
        NavigableSet<TableName> found = new TreeSet<>();
        Deque<TableName> open = new ArrayDeque<>(tables);
        while (!open.isEmpty()) {
            TableName table = open.pop();
            if (found.add(table)) {
                open.addAll(parents.getOrDefault(table, new TreeSet<>()));
            }
        }
        return found;
    }

    /**
     * The tables in groups, so that each refers only to tables of its own group and of earlier ones. A group of several is a
     * circle. The same graph always gives the same order.
     */
    List<List<TableName>> parentsFirst() {
        Walk walk = new Walk();
        parents.keySet().forEach(walk::visit);
        return walk.groups;
    }

    /**
     * Tarjan's strongly connected components; they come out with what they refer to before them. Its own stack of visits instead
     * of the thread's: a chain of tables may be long.
     */
    private final class Walk {

        private final Map<TableName, Visit> visited = new HashMap<>();
        private final Deque<Visit> path = new ArrayDeque<>();
        private final Deque<Visit> unassigned = new ArrayDeque<>();
        private final List<List<TableName>> groups = new ArrayList<>();

        void visit(TableName root) {
            if (!visited.containsKey(root)) {
                enter(root);
            }
            while (!path.isEmpty()) {
                Visit visit = path.element();
                if (visit.parents.hasNext()) {
                    follow(visit, visit.parents.next());
                } else {
                    leave(path.pop());
                }
            }
        }

        private void follow(Visit visit, TableName parent) {
            Visit seen = visited.get(parent);
            if (seen == null) {
                enter(parent);
            } else if (!seen.assigned) {
                visit.reaches(seen.number);
            }
        }

        private void enter(TableName table) {
            Visit visit = new Visit(table, parents.getOrDefault(table, new TreeSet<>()), visited.size());
            visited.put(table, visit);
            unassigned.push(visit);
            path.push(visit);
        }

        private void leave(Visit visit) {
            if (!path.isEmpty()) {
                path.element().reaches(visit.lowest);
            }
            if (visit.lowest == visit.number) {
                groups.add(takeGroup(visit));
            }
        }

        /** Everything entered since the group's first table that no other group has. */
        private List<TableName> takeGroup(Visit first) {
            SortedSet<TableName> group = new TreeSet<>();
            Visit member;
            do {
                member = unassigned.pop();
                member.assigned = true;
                group.add(member.table);
            } while (member != first);
            return List.copyOf(group);
        }
    }
}
