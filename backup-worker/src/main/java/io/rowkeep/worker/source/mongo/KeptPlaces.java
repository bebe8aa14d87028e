package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.KeptRows;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which documents of which collections stay as they are. */
final class KeptPlaces {

    private final MongoConnection connection;
    private final Staging staging;
    private final Map<TableName, KeptDocuments> tables = new TreeMap<>();
    private final Map<TableName, Long> skipped = new HashMap<>();

    KeptPlaces(MongoConnection connection, Staging staging) {
        this.connection = connection;
        this.staging = staging;
    }

    /** @throws io.rowkeep.failure.BackupException with {@code KEEP_RULE_INVALID} */
    void byRule(KeepRule rule) {
        of(rule.table()).byRule(rule);
    }

    /** Keeps what is not among these. */
    void addedSince(TableName table, Documents undone) {
        of(table).addedSince(undone);
    }

    /** Those of one collection; none where nothing is kept. */
    KeptDocuments of(TableName table) {
        return tables.computeIfAbsent(
                table, name -> new KeptDocuments(new Documents(connection, name), staging.next()));
    }

    /** Takes documents out whose place is kept. */
    void displace(StagedDocuments beside) {
        @Nullable KeptDocuments kept = tables.get(beside.table());
        if (kept != null) {
            kept.displace(beside);
            skipped.put(beside.table(), beside.skipped());
        }
    }

    /** The same of images. */
    void displace(StagedImages images) {
        @Nullable KeptDocuments kept = tables.get(images.descriptions().table());
        if (kept != null) {
            kept.displace(images);
            skipped.put(images.descriptions().table(), images.descriptions().skipped());
        }
    }

    /** What was kept, and what gave way to it. */
    Map<TableName, KeptRows> counts() {
        Map<TableName, KeptRows> counts = new TreeMap<>();
        tables.forEach((table, kept) -> counts.put(table, kept.count(skipped.getOrDefault(table, 0L))));
        return counts;
    }
}
