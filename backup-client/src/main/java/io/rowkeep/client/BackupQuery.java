package io.rowkeep.client;

/** The backups there are, newest first. */
public final class BackupQuery extends ListQuery<Backup, BackupQuery> {

    BackupQuery(Connection connection) {
        super(connection, "backups", Backup.class);
    }

    @Override
    BackupQuery self() {
        return this;
    }
}
