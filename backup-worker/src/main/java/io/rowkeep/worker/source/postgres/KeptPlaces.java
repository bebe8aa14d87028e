package io.rowkeep.worker.source.postgres;

import static io.rowkeep.failure.ErrorCode.KEPT_ROWS_CHANGED;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The rows of all tables that stay as they are, and the proof that they did. */
final class KeptPlaces {

    private final PostgresConnection connection;
    private final Map<TableName, KeptTable> tables = new TreeMap<>();
    private final Map<TableName, KeptTable.Fingerprint> before = new TreeMap<>();

    KeptPlaces(PostgresConnection connection) {
        this.connection = connection;
    }

    /** The kept rows of a table, none to begin with. */
    KeptTable of(TargetRelation table) {
        return tables.computeIfAbsent(table.name(), name -> new KeptTable(connection, table));
    }

    /** Tables that may have kept rows. */
    Collection<KeptTable> all() {
        return tables.values();
    }

    boolean knows(TargetRelation table) {
        return tables.containsKey(table.name());
    }

    /** Whether a row of a table is kept, as a condition. */
    String has(TargetRelation table, String row) {
        KeptTable kept = tables.get(table.name());
        return kept == null ? "false" : kept.has(row);
    }

    /** How many rows of a table are kept. */
    long count(TargetRelation table) {
        KeptTable kept = tables.get(table.name());
        return kept == null ? 0 : kept.count(0).kept();
    }

    /** Remembers what the kept rows hold, before anything changes. */
    void remember() {
        tables.forEach((name, kept) -> before.put(name, kept.fingerprint()));
    }

    /**
     * Proves that the kept rows are there as they were.
     *
     * @throws BackupException with {@code KEPT_ROWS_CHANGED}
     */
    void requireUnchanged() {
        before.forEach((name, then) -> {
            KeptTable.Fingerprint now = of(name).fingerprint();
            if (!now.equals(then)) {
                throw new BackupException(
                        KEPT_ROWS_CHANGED,
                        "%d rows of table %s were to be kept as they are, and %s: nothing was changed, and whatever else writes to them has to be found first"
                                .formatted(
                                        then.rows(),
                                        name,
                                        now.rows() == then.rows()
                                                ? "some hold something else now"
                                                : "only %d were left as they are".formatted(now.rows())));
            }
        });
    }

    private KeptTable of(TableName name) {
        KeptTable kept = tables.get(name);
        if (kept == null) {
            throw new IllegalStateException("Nothing of table %s is kept".formatted(name));
        }
        return kept;
    }
}
