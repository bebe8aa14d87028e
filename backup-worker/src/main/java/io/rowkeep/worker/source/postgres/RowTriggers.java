package io.rowkeep.worker.source.postgres;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The users' own triggers that look at rows, where they run: a row that is taken out and put in again is news to them. */
final class RowTriggers {

    private final PostgresConnection connection;
    private boolean running;

    RowTriggers(PostgresConnection connection) {
        this.connection = connection;
    }

    /** From now on they run. */
    void run() {
        running = true;
    }

    /** Whether one of them would see what is done to a row of the table. */
    boolean watch(TargetRelation table) {
        return running && !of(table).isEmpty();
    }

    /** A sentence for each table of which rows have to be moved that somebody watches. */
    List<JobError> refusals(Collection<PlannedChange> changes) {
        List<JobError> refusals = new ArrayList<>();
        for (PlannedChange change : changes) {
            long moved = change instanceof PlannedRows rows && watch(rows.table()) ? rows.moved() : 0;
            if (moved > 0) {
                refusals.add(new JobError(
                        ErrorCode.UNSUPPORTED,
                        "%d rows of table %s pass unique values on to each other, and so have to be taken out and put in again, which its triggers %s would see as rows that go and come: leave the triggers at rest (\"triggers\": \"skip\")"
                                .formatted(moved, change.table().name(), of(change.table()))));
            }
        }
        return refusals;
    }

    private List<String> of(TargetRelation table) {
        return connection.query(
                """
                select distinct t.tgname::text as name
                from pg_catalog.pg_trigger t
                where t.tgrelid = any (?::oid[]) and t.tgenabled in ('O', 'A') and t.tgtype & 1 = 1 and %s
                order by name
                """.formatted(UserTriggers.MADE), row -> Objects.requireNonNull(row.getString("name")), (Object)
                        table.tree().toArray(Long[]::new));
    }
}
