package io.rowkeep.job;

/**
 * How the rows of a backup compare with those of a table, in rows, whatever the policy makes of it. Each row of the backup counts
 * once; rows that only the table has count where they go.
 *
 * @param unchanged rows that both sides hold alike
 * @param keptNewer as {@link DifferenceKind#KEPT_NEWER}
 * @param keptCurrent as {@link DifferenceKind#KEPT_CURRENT}
 * @param keptByRule rows of the backup that are left out because a keep rule protects the table's row
 * @param refused as {@link DifferenceKind#REFUSED}
 * @param digest over key, kind and both sides of every difference, in hexadecimal: two comparisons with the same digest found the same
 */
public record TableDifferences(
        long insert,
        long update,
        long delete,
        long unchanged,
        long conflict,
        long keptNewer,
        long keptCurrent,
        long keptByRule,
        long refused,
        String digest) {}
