package io.rowkeep.worker.source.postgres;

import java.util.List;

/** What tells the rows of a table apart, wherever they lie: in the table, or beside it. */
sealed interface RowIdentity permits KeyIdentity, ContentIdentity {

    /**
     * Rows as an item of a FROM list: their places, their stored columns, and what {@link #same} compares.
     *
     * @param relation where they are selected from
     * @param condition which of them, under that alias
     */
    String rows(String relation, String alias, String condition);

    /** Whether rows under two aliases, both made by {@link #rows}, are one and the same. */
    String same(String left, String right);

    /** Whether rows {@code t} and {@code s} that are the same hold different bytes nevertheless. */
    String differ();

    /** Says in a text which row it is, for a person. */
    String label(String row);

    /** How rows of a table with these columns are told apart. */
    static RowIdentity of(List<UniqueKey> keys, List<String> columns) {
        return keys.stream()
                .filter(key -> key.primary() && key.isOver(columns))
                .findFirst()
                .<RowIdentity>map(key -> new KeyIdentity(key, columns))
                .orElseGet(() -> new ContentIdentity(columns));
    }
}
