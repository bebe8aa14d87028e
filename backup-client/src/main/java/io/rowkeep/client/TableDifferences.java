package io.rowkeep.client;

/**
 * How the rows of a backup compared with those of a table, whatever the conflict policy made of it.
 *
 * @param insert rows that only the backup has
 * @param update rows that are different, and nobody changed them in the table since
 * @param delete rows that only the table has, and that go
 * @param unchanged rows that both sides hold alike
 * @param conflict rows that were changed on both sides, or in the table since
 * @param keptNewer rows of the table that stay because they are not older
 * @param keptCurrent rows of the table that stay because only they have changed since the base
 * @param keptByRule rows of the backup that gave way to one under a keep rule
 * @param refused rows that uniqueness or a reference forbids
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
        long refused) {

    /** Nothing was compared. */
    public static final TableDifferences NONE = new TableDifferences(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
