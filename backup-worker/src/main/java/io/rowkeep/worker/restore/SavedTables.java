package io.rowkeep.worker.restore;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.change.ChangePlan;
import io.rowkeep.worker.change.ChangeProgress;
import io.rowkeep.worker.source.TargetSchema;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tables of one backup on their way back into a source.
 *
 * @param entries the chosen ones, in order of name
 */
public record SavedTables(BackupReader reader, Manifest manifest, List<TableEntry> entries) {

    public SavedTables {
        entries = List.copyOf(entries);
    }

    /**
     * Chooses tables of a backup.
     *
     * @param requested the only ones wanted; empty means all of the backup
     * @throws io.rowkeep.failure.BackupException with {@link ErrorCode#TABLE_NOT_FOUND}, or {@link ErrorCode#UNSUPPORTED} for a table
     *     that this program cannot decode
     */
    public static SavedTables of(BackupReader reader, Manifest manifest, List<TableName> requested) {
        return new SavedTables(reader, manifest, TableChoice.of(requested, manifest));
    }

    /** Their names, in order. */
    public List<TableName> names() {
        return entries.stream().map(TableEntry::name).toList();
    }

    /**
     * Refuses tables that are not as they were.
     *
     * @throws io.rowkeep.failure.BackupException with {@link ErrorCode#SCHEMA_DRIFT} and the complete list
     */
    public void requireSameSchema(TargetSchema schema) {
        SchemaDrift.requireNone(entries, schema);
    }

    /** Plans to replace as much as possible as a whole. */
    public ChangePlan plan(TargetSchema schema, Collection<KeepRule> rules) {
        return ChangePlan.of(
                names(),
                schema.references(),
                rules.stream().map(KeepRule::table).collect(Collectors.toSet()));
    }

    /** The work of replacing them. */
    public ReplaceTables replace(ChangePlan plan, ChangeProgress progress) {
        ArtifactKeys keys = ArtifactKeys.of(manifest.source(), manifest.dataset(), manifest.backupId());
        return new ReplaceTables(
                plan, entries, table -> new StoredRows(reader, keys, manifest.format(), table, progress), progress);
    }
}
