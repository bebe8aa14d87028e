package io.rowkeep.worker.restore;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.PreviewReference;
import io.rowkeep.job.TableDifferences;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether tables differ from a backup as somebody has seen it. */
final class SeenPreview {

    private SeenPreview() {}

    /**
     * Refuses tables that differ otherwise.
     *
     * @throws BackupException with {@code PREVIEW_STALE}, naming them
     */
    static void requireSame(PreviewReference preview, Map<TableName, TableDifferences> now) {
        Set<TableName> all = new TreeSet<>(now.keySet());
        all.addAll(preview.digests().keySet());
        String stale = all.stream()
                .filter(table -> !isSame(table, preview, now))
                .map(TableName::toString)
                .collect(Collectors.joining(", "));
        if (!stale.isEmpty()) {
            throw new BackupException(
                    ErrorCode.PREVIEW_STALE,
                    "Since preview %s the tables have come to differ from the backup in another way: %s; make another preview and look at it"
                            .formatted(preview.job(), stale));
        }
    }

    private static boolean isSame(TableName table, PreviewReference preview, Map<TableName, TableDifferences> now) {
        return now.containsKey(table)
                && now.get(table).digest().equals(preview.digests().get(table));
    }
}
