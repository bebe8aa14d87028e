package io.rowkeep.client;

import java.util.Collection;
import java.util.List;

/** A request for a restore; say {@link #replace} first, since nothing else is taken for granted. */
public final class RestoreRequest extends ChangeRequest<RestoreRequest> {

    RestoreRequest(Connection connection, String backupId) {
        super(connection, Address.of("backups", backupId, "restores"));
    }

    @Override
    RestoreRequest self() {
        return this;
    }

    /** What is in the tables now gives way to what is in the backup, but for rows under keep rules. */
    public RestoreRequest replace() {
        return with("mode", "replace");
    }

    /** Only these tables of the backup, {@code schema.name}. */
    public RestoreRequest tables(String... tables) {
        return tables(List.of(tables));
    }

    /** Only these tables of the backup, {@code schema.name}. */
    public RestoreRequest tables(Collection<String> tables) {
        return withTables(tables);
    }

    @Override
    void requireComplete() {
        if (!body.containsKey("mode")) {
            throw new IllegalStateException("A restore says what becomes of the rows that are there: call replace()");
        }
    }
}
