package io.rowkeep.worker.change;

import io.rowkeep.dataset.TableName;
import java.util.Collection;
import java.util.Iterator;

/** A table on the walk through the graph. */
final class Visit {

    final TableName table;
    final Iterator<TableName> parents;
    final int number;

    /** The smallest number of an unassigned table that can be reached from here. */
    int lowest;

    boolean assigned;

    Visit(TableName table, Collection<TableName> parents, int number) {
        this.table = table;
        this.parents = parents.iterator();
        this.number = number;
        this.lowest = number;
    }

    void reaches(int other) {
        lowest = Math.min(lowest, other);
    }
}
