package io.rowkeep.worker.restore;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.ByteSink;
import io.rowkeep.job.DriftPolicy;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.change.ChangeProgress;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.TargetSchema;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tables of one backup on their way into those of a target. */
public final class SavedTables {

    private final BackupReader reader;
    private final Manifest manifest;
    private final List<SavedTable> tables;

    private SavedTables(BackupReader reader, Manifest manifest, List<SavedTable> tables) {
        this.reader = reader;
        this.manifest = manifest;
        this.tables = tables;
    }

    /**
     * Chooses tables of a backup.
     *
     * @param requested the only ones wanted, by their names in the backup; empty means all of the backup
     * @param schema the schema of the target's tables; null for the schemas that they have in the backup
     * @throws BackupException with {@link ErrorCode#TABLE_NOT_FOUND}, or {@link ErrorCode#UNSUPPORTED} when two tables would
     *     become one
     */
    public static SavedTables of(
            BackupReader reader, Manifest manifest, List<TableName> requested, @Nullable String schema) {
        return new SavedTables(
                reader, manifest, TargetNames.in(schema).of(manifest, TableChoice.of(requested, manifest)));
    }

    /**
     * Tables of which something else than all rows was saved.
     *
     * @param entries as the tables were
     */
    public static SavedTables ofImages(BackupReader reader, Manifest manifest, List<TableEntry> entries) {
        return new SavedTables(reader, manifest, TargetNames.in(null).of(manifest, entries));
    }

    /** Those of them with these names in the target. */
    public SavedTables only(Collection<TableName> names) {
        return new SavedTables(
                reader,
                manifest,
                tables.stream().filter(table -> names.contains(table.name())).toList());
    }

    /** The same tables in another backup of the same dataset, as far as that has them. */
    SavedTables in(Manifest other) {
        Set<TableName> names =
                tables.stream().map(table -> table.entry().name()).collect(Collectors.toSet());
        List<TableEntry> entries = TableChoice.among(names, other);
        return new SavedTables(
                reader,
                other,
                tables.stream()
                        .flatMap(table -> entries.stream()
                                .filter(entry ->
                                        entry.name().equals(table.entry().name()))
                                .map(entry -> new SavedTable(entry, table.name())))
                        .toList());
    }

    /** The backup that they are of. */
    Manifest manifest() {
        return manifest;
    }

    /** In order of their names in the target. */
    List<SavedTable> tables() {
        return tables;
    }

    /** Whether they were tables of a source once, and no file that says so. */
    boolean wereTables() {
        return manifest.snapshot().consistency() != Snapshot.Consistency.IMPORTED;
    }

    /** Their names in the target, in order. */
    public List<TableName> names() {
        return tables.stream().map(SavedTable::name).toList();
    }

    /**
     * Finds what of them the target's tables have a place for.
     *
     * @throws BackupException with {@link ErrorCode#SCHEMA_DRIFT} and the complete list of what the policy does not accept
     */
    public FittedTables fit(TargetSchema schema, DriftPolicy policy) {
        List<String> warnings = SchemaDrift.accept(tables, manifest.snapshot().consistency(), schema, policy);
        return new FittedTables(
                this,
                tables.stream()
                        .map(table ->
                                FittedTable.of(table, schema.find(table.name()).orElseThrow()))
                        .toList(),
                warnings);
    }

    /** The rows of one of them, in the columns that have a place. */
    LineSource rows(FittedTable table, ChangeProgress progress) {
        ArtifactKeys keys = ArtifactKeys.of(manifest.source(), manifest.dataset(), manifest.backupId());
        return new StoredRows(reader, keys, manifest.format(), table, progress);
    }

    /** The same without counting them as progress. */
    LineSource lines(FittedTable table, Attempt attempt) {
        return sink -> {
            ByteSink lines = table.into(sink);
            reader.readRows(manifest, table.entry(), (bytes, offset, length) -> {
                attempt.checkpoint();
                lines.write(bytes, offset, length);
            });
        };
    }
}
