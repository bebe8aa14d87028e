package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSchema;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.util.List;
import java.util.Optional;

/** A session that changes a PostgreSQL database. */
final class PostgresTargetSession implements TargetSession {

    /** Of one sort or hash table; a few of them may exist at once. */
    private static final long COMPARING_BYTES = 64L << 20;

    private final PostgresConnection connection;
    private final SessionTag tag;
    private final PostgresLimits limits;
    private final Ledger ledger;
    private final TargetCatalogue catalogue;

    PostgresTargetSession(PostgresConnection connection, SessionTag tag, PostgresLimits limits) {
        this.connection = connection;
        this.tag = tag;
        this.limits = limits;
        this.ledger = new Ledger(connection);
        this.catalogue = new TargetCatalogue(connection);
    }

    @Override
    public void endOtherSessions() {
        new OtherSessions(connection).end(tag);
    }

    @Override
    public void ensureLedger() {
        ledger.ensure();
    }

    @Override
    public void requireLedger() {
        ledger.require();
    }

    @Override
    public Optional<LedgerRow> ledgerRow(JobId job) {
        return ledger.find(job);
    }

    @Override
    public LedgerRow decide(LedgerRow row) {
        return ledger.decide(row);
    }

    @Override
    public TargetSchema describe(List<TableName> tables) {
        return catalogue.read(tables).schema();
    }

    @Override
    public TargetView view(List<TableName> tables) {
        TargetTables target = catalogue.read(tables);
        connection.begin();
        try {
            // A role that may set this for all its sessions to read only would keep us from our temporary tables.
            connection.execute("set transaction isolation level repeatable read, read write");
            prepareToCompare();
            // What reading takes anyway. The snapshot comes after it, or a table truncated in between would look empty.
            new TableLocks(connection).share(target);
            return new PostgresTargetView(connection, readAgain(target));
        } catch (RuntimeException e) {
            connection.rollbackAfter(e);
            throw e;
        }
    }

    @Override
    public Optional<TargetChange> begin(LedgerRow row, List<TableName> tables) {
        TargetTables target = catalogue.read(tables);
        TableLocks locks = new TableLocks(connection);
        for (int tries = 1; ; tries++) {
            try {
                return tryToBegin(row, target, locks);
            } catch (BackupException e) {
                connection.rollback();
                if (e.code() != ErrorCode.LOCK_NOT_AVAILABLE) {
                    throw e;
                }
                if (tries == limits.lockTries()) {
                    throw locks.failure(target, e);
                }
                // Whoever queued behind us gets their turn before the next try.
            }
        }
    }

    private Optional<TargetChange> tryToBegin(LedgerRow row, TargetTables target, TableLocks locks) {
        connection.begin();
        if (!ledger.insert(row)) {
            connection.rollback();
            return Optional.empty();
        }
        connection.execute("set local idle_in_transaction_session_timeout = "
                + limits.idleTimeout().toMillis());
        prepareToCompare();
        locks.awaitOurs(target, limits.lockTimeout());
        locks.exclude(target);
        return Optional.of(new PostgresTargetChange(connection, row.job(), readAgain(target), limits));
    }

    /**
     * Whole tables are joined with what lies beside them: that goes to disk many times over with the memory that servers give a
     * statement unasked, and compiling the expressions takes longer than evaluating them.
     */
    private void prepareToCompare() {
        connection.single("""
                select pg_catalog.set_config('jit', 'off', true),
                       pg_catalog.set_config('work_mem', greatest(pg_catalog.pg_size_bytes(pg_catalog.current_setting('work_mem')),
                                                                  %d) / 1024 || 'kB', true)
                """.formatted(COMPARING_BYTES), row -> row.getString(1));
    }

    /** Now that the tables are locked nobody can alter them any more. */
    private TargetTables readAgain(TargetTables target) {
        TargetTables locked = catalogue.read(
                target.tables().stream().map(TargetRelation::name).toList());
        if (!locked.sameRelations(target)) {
            throw new BackupException(
                    ErrorCode.SOURCE_CONFLICT,
                    "Tables of source %s were made anew while they were about to be locked"
                            .formatted(connection.source()));
        }
        return locked;
    }

    @Override
    public void interrupt() {
        connection.interrupt();
    }

    @Override
    public void close() {
        connection.close();
    }
}
