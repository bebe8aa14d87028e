package io.rowkeep.worker.source.postgres;

import static io.rowkeep.failure.ErrorCode.KEPT_ROW_COLLISION;

import io.rowkeep.failure.BackupException;

/** Looks for staged rows that cannot go into their table, because a kept row has a value there that no two rows may share. */
final class Collisions {

    private final PostgresConnection connection;

    Collisions(PostgresConnection connection) {
        this.connection = connection;
    }

    /**
     * Passes when there is none, as far as plain columns show it.
     *
     * @throws BackupException with {@code KEPT_ROW_COLLISION} naming both rows
     */
    void requireNone(StagedTable staged, KeptTable kept) {
        staged.table().secondaryKeys().forEach(key -> requireNone(staged, kept, key));
    }

    private void requireNone(StagedTable staged, KeptTable kept, UniqueKey key) {
        TargetRelation table = staged.table();
        RowIdentity identity = table.identity();
        // Each condition of the key where its bare columns are the only ones.
        connection.query(
                "select %s as staged, %s as kept from %s join %s on %s limit 1"
                        .formatted(
                                identity.label("s"),
                                identity.label("t"),
                                identity.rows(staged.sql(), "s", key.isAbout()),
                                identity.rows(table.sql(), "t", key.isAbout() + " and " + kept.has("t")),
                                key.same("t", "s")),
                row -> {
                    throw new BackupException(
                            KEPT_ROW_COLLISION,
                            "The row %s cannot be put into table %s, because the row %s is kept there and has the same %s: change or delete the kept row first"
                                    .formatted(
                                            row.getString("staged"), table.name(), row.getString("kept"), key.names()));
                });
    }
}
