package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * The users' own triggers, kept from running during a change: a row that comes back is no news to an audit table, and must keep
 * its time of change. Part of the transaction: a rollback puts them back as well.
 */
final class PausedTriggers {

    private final PostgresConnection connection;
    private final List<Trigger> paused = new ArrayList<>();

    PausedTriggers(PostgresConnection connection) {
        this.connection = connection;
    }

    void pause(TargetTables target) {
        List<Trigger> running = connection.query(
                """
                select n.nspname, c.relname, t.tgname, t.tgenabled = 'A' as always
                from pg_catalog.pg_trigger t
                join pg_catalog.pg_class c on c.oid = t.tgrelid
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where t.tgrelid = any (?::oid[]) and t.tgenabled in ('O', 'A') and %s
                order by n.nspname, c.relname, t.tgname
                """.formatted(UserTriggers.MADE),
                row -> new Trigger(
                        new TableName(row.getString("nspname"), row.getString("relname")),
                        row.getString("tgname"),
                        row.getBoolean("always")),
                (Object) target.oids());
        for (Trigger trigger : running) {
            alter(trigger, "disable trigger");
            paused.add(trigger);
        }
    }

    /** Puts each one back exactly as it was; no event of a deferred constraint may be waiting any more. */
    void resume() {
        paused.forEach(trigger -> alter(trigger, trigger.always ? "enable always trigger" : "enable trigger"));
        paused.clear();
    }

    private void alter(Trigger trigger, String action) {
        try {
            connection.execute("alter table only %s %s %s"
                    .formatted(Quoted.table(trigger.table), action, Quoted.name(trigger.name)));
        } catch (BackupException e) {
            if (e.code() != ErrorCode.SOURCE_ACCESS_DENIED) {
                throw e;
            }
            throw new BackupException(
                    ErrorCode.SOURCE_ACCESS_DENIED,
                    "Trigger \"%s\" of table %s must not run while its rows are replaced, and only the table's owner may switch it off: make the role of source %s a member of the owner"
                            .formatted(trigger.name, trigger.table, connection.source()),
                    e);
        }
    }

    private record Trigger(TableName table, String name, boolean always) {}
}
