package io.rowkeep.worker.source.postgres;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.SessionTag;
import java.time.Duration;
import java.util.List;

/** The server sessions of a job besides our own: of older attempts, frozen or forgotten, or of this one, lost. */
final class OtherSessions {

    /** A backend ends within milliseconds, but for one that waits for its disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PostgresConnection connection;

    OtherSessions(PostgresConnection connection) {
        this.connection = connection;
    }

    /** Ends them and waits until they are gone. Terminated, not cancelled: a backend that waits for a frozen client hears nothing else. */
    void end(SessionTag own) {
        String prefix = "rowkeep/" + own.purpose() + "/";
        // In two steps that the planner cannot mix: what ends a session must see nobody else's, and not ours.
        List<Long> remaining = connection.query(
                """
                with others as materialized (
                    select a.pid
                    from pg_catalog.pg_stat_activity a
                    where a.datname = pg_catalog.current_database() and a.pid <> pg_catalog.pg_backend_pid()
                      and case when a.application_name ~ ('^' || ? || '[0-9]{1,9}$')
                               then pg_catalog.substr(a.application_name, ?)::int4 <= ? end
                )
                select pid::int8 from others where not pg_catalog.pg_terminate_backend(pid, ?)
                """, row -> row.getLong(1), prefix, prefix.length() + 1, own.attempt(), PATIENCE.toMillis());
        if (!remaining.isEmpty()) {
            throw new BackupException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "The server sessions %s of an older attempt at job %s did not end within %d seconds on source %s"
                            .formatted(remaining, own.purpose(), PATIENCE.toSeconds(), connection.source()));
        }
    }
}
