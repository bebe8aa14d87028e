package io.rowkeep.worker.restore;

import static io.rowkeep.failure.ErrorCode.TABLE_NOT_FOUND;

import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.NotRestorable;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which tables of a backup a job puts back. */
final class TableChoice {

    private TableChoice() {}

    /**
     * The chosen tables, in order of name.
     *
     * @param requested the only ones wanted; empty means all of the backup
     * @throws BackupException with {@code NOT_RESTORABLE} when the backup does not hold rows that a restore reads; {@code TABLE_NOT_FOUND} naming those that the backup does not have, and those that it has
     */
    static List<TableEntry> of(List<TableName> requested, Manifest manifest) {
        requireRestorable(manifest);
        requireKnown(requested, manifest);
        return among(requested.isEmpty() ? names(manifest) : Set.copyOf(requested), manifest);
    }

    /**
     * Those of the wanted tables that a backup has, in order of name.
     *
     * @throws BackupException as {@link #of}, but for tables that it does not have
     */
    static List<TableEntry> among(Set<TableName> wanted, Manifest manifest) {
        requireRestorable(manifest);
        return manifest.tables().stream()
                .filter(table -> wanted.contains(table.name()))
                .sorted(Comparator.comparing(TableEntry::name))
                .toList();
    }

    private static void requireRestorable(Manifest manifest) {
        if (!manifest.restorable()) {
            throw NotRestorable.refusal(manifest.backupId(), manifest.holds(), manifest.jobId());
        }
    }

    private static void requireKnown(List<TableName> requested, Manifest manifest) {
        Set<TableName> known = names(manifest);
        String unknown = requested.stream()
                .filter(table -> !known.contains(table))
                .map(TableName::toString)
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new BackupException(
                    TABLE_NOT_FOUND,
                    "Backup %s does not have %s; it has %s"
                            .formatted(
                                    manifest.backupId(),
                                    unknown,
                                    known.stream()
                                            .sorted()
                                            .map(TableName::toString)
                                            .collect(Collectors.joining(", "))));
        }
    }

    private static Set<TableName> names(Manifest manifest) {
        return manifest.tables().stream().map(TableEntry::name).collect(Collectors.toSet());
    }
}
