package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import org.jspecify.annotations.Nullable;

/**
 * A relation of the database that can hold or show rows.
 *
 * @param oid unlike the name, never another table's
 * @param parent the oid of the table that this is a partition of; 0 when it is none
 * @param detaching whether it is on its way out of its parent, which does not show its rows any more
 * @param extension the extension that it belongs to; null when it is the user's own
 * @param bytes the size of its own pages as of the last vacuum or analyze: an estimate
 */
record Relation(
        long oid,
        TableName name,
        Kind kind,
        long parent,
        boolean detaching,
        @Nullable String extension,
        long bytes) {

    /** As it stands in a statement about all its rows and nobody else's: children by inheritance are other tables. */
    String sql() {
        return (kind == Kind.PARTITIONED ? "" : "only ") + Quoted.table(name);
    }

    boolean isPartition() {
        return parent != 0;
    }

    /** What kind of relation it is, under the catalogue's letter. */
    enum Kind {
        TABLE("r", "table"),
        PARTITIONED("p", "partitioned table"),
        VIEW("v", "view"),
        MATERIALIZED_VIEW("m", "materialized view"),
        FOREIGN("f", "foreign table");

        private final String letter;
        private final String phrase;

        Kind(String letter, String phrase) {
            this.letter = letter;
            this.phrase = phrase;
        }

        static Kind of(String letter) {
            for (Kind kind : values()) {
                if (kind.letter.equals(letter)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("No relation kind has the letter " + letter);
        }

        /** For a person. */
        String phrase() {
            return phrase;
        }

        /** Whether its rows are its own or its partitions'. */
        boolean isTable() {
            return this == TABLE || this == PARTITIONED;
        }
    }
}
