package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.failure.ErrorType;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.Requester;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.LedgerRow.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of decisions, {@code rowkeep.applied_job}, in the database that is changed. */
final class Ledger {

    /** Any number that all workers share. */
    private static final long MAKING_IT = 0x726f776b_65657001L;

    private final PostgresConnection connection;

    Ledger(PostgresConnection connection) {
        this.connection = connection;
    }

    /** Makes schema and table where they are missing; several workers may do so at once. */
    void ensure() {
        if (isUsable()) {
            return;
        }
        try {
            make();
        } catch (BackupException e) {
            connection.rollback();
            if (e.type() == ErrorType.TRANSIENT) {
                throw e;
            }
            BackupException missing = missing();
            missing.addSuppressed(e);
            throw missing;
        }
        if (!isUsable()) {
            throw missing();
        }
    }

    /** Fails where {@link #ensure} would, but makes nothing. */
    void require() {
        if (!isUsable() && !canBeMade()) {
            throw missing();
        }
    }

    Optional<LedgerRow> find(JobId job) {
        return connection.query("""
                        select outcome, attempt, requested_by, safety_backup_id, pg_catalog.encode(undo_digest, 'hex') as undo_digest, statistics::text as statistics
                        from rowkeep.applied_job
                        where job_id = ?
                        """, row -> read(job, row), job.value()).stream()
                .findFirst();
    }

    /** Writes a decision unless there is one already, and answers the one that stands. */
    LedgerRow decide(LedgerRow row) {
        return insert(row) ? row : find(row.job()).orElseThrow();
    }

    /**
     * Writes a decision, in the transaction under way if there is one. Waits for another transaction that is about to.
     *
     * @return false when there is one already
     */
    boolean insert(LedgerRow row) {
        @Nullable Object content = row.decision() == Decision.VOID ? row.error() : row.statistics();
        return connection.update(
                        """
                        insert into rowkeep.applied_job (job_id, outcome, attempt, requested_by, safety_backup_id, statistics)
                        values (?, ?, ?, ?, nullif(?, '')::uuid, nullif(?, '')::jsonb)
                        on conflict (job_id) do nothing
                        """,
                        row.job().value(),
                        row.decision().name().toLowerCase(Locale.ROOT),
                        row.attempt(),
                        row.requestedBy().value(),
                        row.safetyBackup() == null ? "" : row.safetyBackup().toString(),
                        content == null ? "" : MessageMapper.JSON.writeValueAsString(content))
                == 1;
    }

    void complete(JobId job, JobStatistics statistics, @Nullable String undoDigest) {
        connection.update(
                "update rowkeep.applied_job set statistics = ?::jsonb, undo_digest = pg_catalog.decode(nullif(?, ''), 'hex') where job_id = ?",
                MessageMapper.JSON.writeValueAsString(statistics),
                undoDigest == null ? "" : undoDigest,
                job.value());
    }

    private boolean isUsable() {
        return connection.single("""
                select coalesce((select pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                                    and pg_catalog.has_table_privilege(c.oid, 'SELECT')
                                    and pg_catalog.has_table_privilege(c.oid, 'INSERT')
                                    and pg_catalog.has_table_privilege(c.oid, 'UPDATE')
                                 from pg_catalog.pg_class c
                                 join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                                 where n.nspname = 'rowkeep' and c.relname = 'applied_job'), false)
                """, row -> row.getBoolean(1));
    }

    private boolean canBeMade() {
        return exists("""
                select pg_catalog.to_regclass('rowkeep.applied_job') is null
                   and coalesce((select pg_catalog.has_schema_privilege(n.oid, 'USAGE') and pg_catalog.has_schema_privilege(n.oid, 'CREATE')
                                 from pg_catalog.pg_namespace n where n.nspname = 'rowkeep'),
                                pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'))
                """);
    }

    private void make() {
        connection.begin();
        connection.single("select pg_catalog.pg_advisory_xact_lock(?) is null", row -> row.getBoolean(1), MAKING_IT);
        boolean schema = exists("select pg_catalog.to_regnamespace('rowkeep') is not null");
        if (!schema) {
            connection.execute("create schema rowkeep");
        }
        if (!exists("select pg_catalog.to_regclass('rowkeep.applied_job') is not null")) {
            connection.execute(LedgerScript.table());
        }
        connection.commit();
    }

    private boolean exists(String question) {
        return connection.single(question, row -> row.getBoolean(1));
    }

    private BackupException missing() {
        String role = connection.single("select current_user::text", row -> row.getString(1));
        return new BackupException(
                ErrorCode.LEDGER_MISSING,
                "Source %s has no ledger that this role may write, and the role may not make one; an administrator has to run: %s"
                        .formatted(connection.source(), LedgerScript.forAdministrator(role)));
    }

    private static LedgerRow read(JobId job, ResultSet row) throws SQLException {
        Decision decision = Decision.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT));
        @Nullable String content = row.getString("statistics");
        UUID safetyBackup = row.getObject("safety_backup_id", UUID.class);
        return new LedgerRow(
                job,
                decision,
                row.getInt("attempt"),
                new Requester(row.getString("requested_by")),
                safetyBackup == null ? null : new BackupId(safetyBackup),
                decision == Decision.APPLIED ? json(content, JobStatistics.class) : null,
                row.getString("undo_digest"),
                decision == Decision.VOID ? json(content, JobError.class) : null);
    }

    private static <T> @Nullable T json(@Nullable String content, Class<T> type) {
        return content == null ? null : MessageMapper.JSON.readValue(content, type);
    }
}
