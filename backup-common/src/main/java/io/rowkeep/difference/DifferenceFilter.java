package io.rowkeep.difference;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.DifferenceKind;
import org.jspecify.annotations.Nullable;

/**
 * Which differences of a list are wanted.
 *
 * @param table null for those of all tables
 * @param kind null for those of every kind
 */
public record DifferenceFilter(
        @Nullable TableName table, @Nullable DifferenceKind kind) {

    /** Whether the part holds one of them. */
    boolean wants(DifferencePart part) {
        return (table == null || table.equals(part.table()))
                && (kind == null || part.kinds().containsKey(kind));
    }

    /** Whether a line of such a part is one of them. */
    boolean wants(byte[] line, int length) {
        return kind == null || kind == DifferenceLine.kind(line, length);
    }
}
