package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.SourceTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Fixes one instant of the selected tables. The locks come before the snapshot: TRUNCATE is not transactional for older snapshots,
 * and one that came between snapshot and lock would make an empty table of a full one, without any error.
 */
final class SnapshotOpening {

    private final PostgresConnection connection;
    private final Catalogue catalogue;
    private final PostgresLimits limits;

    SnapshotOpening(PostgresConnection connection, Catalogue catalogue, PostgresLimits limits) {
        this.connection = connection;
        this.catalogue = catalogue;
        this.limits = limits;
    }

    PostgresSnapshot open(Selection selection) {
        Map<TableName, List<Relation>> expected = contents(selection, catalogue.relations());
        lock(expected.entrySet().stream().map(SnapshotOpening::lockTarget).toList());
        // The first query: it fixes the instant.
        Snapshot origin = Origin.read(connection, Snapshot.Consistency.SNAPSHOT);
        Relations relations = catalogue.relations();
        Map<TableName, List<Relation>> contents = contents(selection, relations);
        requireSame(expected, contents);
        requireSameColumns(selection, relations);
        return new PostgresSnapshot(connection, origin, contents, Filenodes.of(connection, contents.values()), limits);
    }

    /** Where the rows of each table are. */
    private Map<TableName, List<Relation>> contents(Selection selection, Relations relations) {
        Map<TableName, List<Relation>> contents = new LinkedHashMap<>();
        for (SourceTable table : selection.tables()) {
            Relation relation = relations
                    .find(table.name())
                    .filter(found -> found.kind().isTable())
                    .orElseThrow(() -> changed(table.name(), "it is gone"));
            List<Relation> leaves = new ArrayList<>();
            leaves.add(relation);
            relations.leaves(relation).stream()
                    .filter(leaf -> leaf.kind() == Relation.Kind.TABLE && !leaf.equals(relation))
                    .forEach(leaves::add);
            contents.put(table.name(), leaves);
        }
        return contents;
    }

    /** Without ONLY the lock of a partitioned table goes down to its partitions; for all others it would go to children by inheritance. */
    private static String lockTarget(Map.Entry<TableName, List<Relation>> table) {
        boolean partitioned = table.getValue().getFirst().kind() == Relation.Kind.PARTITIONED;
        return (partitioned ? "" : "only ") + Quoted.table(table.getKey());
    }

    private void lock(List<String> targets) {
        for (int tried = 1; ; tried++) {
            try {
                connection.begin();
                connection.execute("set transaction isolation level repeatable read, read only");
                if (!targets.isEmpty()) {
                    connection.execute("lock table %s in access share mode".formatted(String.join(", ", targets)));
                }
                return;
            } catch (BackupException e) {
                if (e.code() != ErrorCode.LOCK_NOT_AVAILABLE || tried == limits.lockTries()) {
                    throw isGone(e) ? goneWhileLocking(e) : e;
                }
                // A new transaction: whoever queued behind our try goes first.
                connection.rollback();
            }
        }
    }

    private void requireSame(Map<TableName, List<Relation>> expected, Map<TableName, List<Relation>> contents) {
        expected.forEach((name, before) -> {
            List<Relation> now = contents.getOrDefault(name, List.of());
            if (!oids(before).equals(oids(now))) {
                throw changed(name, "it was made anew, or its partitions changed");
            }
        });
    }

    private static List<Long> oids(List<Relation> relations) {
        return relations.stream().map(Relation::oid).sorted().toList();
    }

    private void requireSameColumns(Selection selection, Relations relations) {
        List<Relation> tables = selection.tables().stream()
                .map(table -> relations.find(table.name()).orElseThrow(() -> changed(table.name(), "it is gone")))
                .toList();
        Map<TableName, SourceTable> now = catalogue.describe(tables, relations).stream()
                .collect(Collectors.toMap(SourceTable::name, table -> table));
        for (SourceTable before : selection.tables()) {
            SourceTable after = now.get(before.name());
            boolean same = after != null
                    && after.columns().equals(before.columns())
                    && after.generated().equals(before.generated())
                    && after.primaryKey().equals(before.primaryKey());
            if (!same) {
                throw changed(before.name(), "its columns or its key changed");
            }
        }
    }

    private static boolean isGone(BackupException failure) {
        return failure.getCause() instanceof SQLException sql
                && ("42P01".equals(sql.getSQLState()) || "3F000".equals(sql.getSQLState()));
    }

    private BackupException goneWhileLocking(BackupException cause) {
        return new BackupException(
                ErrorCode.SOURCE_CONFLICT, "A table went while it was to be locked: " + cause.getMessage(), cause);
    }

    private BackupException changed(TableName table, String how) {
        return new BackupException(
                ErrorCode.SOURCE_CONFLICT,
                "Source %s, table %s: while the backup began, %s".formatted(connection.source(), table, how));
    }
}
