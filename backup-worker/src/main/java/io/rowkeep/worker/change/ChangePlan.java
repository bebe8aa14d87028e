package io.rowkeep.worker.change;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.TableReference;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How each table is changed.
 *
 * @param compared tables in which a row that stays must never be deleted, because rows refer to it that stay too
 * @param straight groups of tables that are emptied as a whole, parents first; a group of several is a circle of references
 */
public record ChangePlan(List<TableName> compared, List<List<TableName>> straight) {

    public ChangePlan {
        compared = List.copyOf(compared);
        straight = straight.stream().map(List::copyOf).toList();
    }

    /**
     * Plans to change these tables. One is compared when a table outside refers to it or rows of it are kept; so is every table that
     * a compared one refers to, since rows that stay there would lose what they refer to while it was emptied.
     *
     * @param references at least all to these tables
     * @param kept tables of which rows are kept
     */
    public static ChangePlan of(
            Collection<TableName> tables, Collection<TableReference> references, Set<TableName> kept) {
        Set<TableName> roots = references.stream()
                .filter(reference -> !tables.contains(reference.from()))
                .map(TableReference::to)
                .filter(tables::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        kept.stream().filter(tables::contains).forEach(roots::add);
        NavigableSet<TableName> compared = new ReferenceGraph(tables, references).withParents(roots);
        Set<TableName> straight = new TreeSet<>(tables);
        straight.removeAll(compared);
        return new ChangePlan(List.copyOf(compared), new ReferenceGraph(straight, references).parentsFirst());
    }

    /** Plans to compare every table, so that rows of each can stay. */
    public static ChangePlan compareAll(Collection<TableName> tables) {
        return new ChangePlan(tables.stream().sorted().toList(), List.of());
    }

    /** All straight tables. */
    public List<TableName> emptied() {
        return straight.stream().flatMap(List::stream).toList();
    }
}
