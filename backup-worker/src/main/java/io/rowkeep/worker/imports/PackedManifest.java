package io.rowkeep.worker.imports;

import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.DecisionCell;
import io.rowkeep.artifact.EntryNames;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestText;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.failure.BackupException;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.CsvHeader;
import io.rowkeep.worker.source.SourceTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The manifest in an archive that was downloaded from us: which file is which table's, and how much there must be in it. */
final class PackedManifest {

    /** What it is called. */
    static final String NAME = "manifest.json";

    private static final int MAX_BYTES = 4 << 20;

    private final Manifest manifest;
    private final Map<String, TableEntry> entries = new HashMap<>();

    private PackedManifest(Manifest manifest) {
        this.manifest = manifest;
        EntryNames names = new EntryNames();
        names.unique(NAME);
        for (TableEntry entry : manifest.tables()) {
            entries.put(names.unique(EntryNames.of(entry.name(), manifest.format())), entry);
        }
    }

    /** Reads it; one that was changed by anybody is refused. */
    static PackedManifest read(InputStream in) throws IOException {
        byte[] text = in.readNBytes(MAX_BYTES + 1);
        if (text.length > MAX_BYTES) {
            throw Refusal.of("The manifest in the archive has more than %d bytes".formatted(MAX_BYTES));
        }
        if (cell(text) instanceof Manifest manifest) {
            if (manifest.format() == BackupFormat.SYSTEM) {
                throw Refusal.of(
                        "The archive is a system backup, whose dump is SQL that would run: only the installation that took it restores it, and none imports it");
            }
            if (manifest.restorable()) {
                return new PackedManifest(manifest);
            }
        }
        throw Refusal.of("The archive is of a backup that no restore can read: its manifest says so");
    }

    private static DecisionCell cell(byte[] text) {
        try {
            return ManifestText.read(NAME, text);
        } catch (BackupException e) {
            throw Refusal.of("The archive's own manifest does not hold: %s".formatted(e.getMessage()), e);
        }
    }

    /** The table of a file; empty when the manifest knows no such file. */
    Optional<TableEntry> entry(String file) {
        return Optional.ofNullable(entries.get(file));
    }

    /** How a file is loaded: its columns are those of the manifest. */
    FilePlan plan(TableEntry entry, SourceTable table, String file, int maxDepth) {
        if (!entry.primaryKey().isEmpty() && !entry.primaryKey().equals(table.primaryKey())) {
            throw Refusal.of("The primary key of table %s is %s, and the archive's manifest says %s"
                    .formatted(table.name(), Names.of(table.primaryKey()), Names.of(entry.primaryKey())));
        }
        if (entry.lineFormat() != table.lineFormat()) {
            throw Refusal.of("The archive has table %s from another kind of database: %s, not %s"
                    .formatted(
                            table.name(),
                            entry.lineFormat().id(),
                            table.lineFormat().id()));
        }
        SourceTable confined = Loading.confine(
                table, entry.columns().stream().map(Column::name).toList());
        return switch (manifest.format()) {
            case JSON -> new RecordFile(confined, true, false, file, maxDepth);
            case CSV -> new CsvFile(confined, Set.of(), file);
            case NATIVE ->
                switch (entry.lineFormat()) {
                    case PG_COPY_TEXT -> new CopyFile(confined, entry.columns(), file);
                    case EJSON -> new RecordFile(confined, true, false, file, maxDepth);
                };
            case SPREADSHEET, SYSTEM ->
                throw new IllegalStateException("No restore of tables reads format " + manifest.format());
        };
    }

    /** Proves that a file held what the manifest says. */
    void verify(TableEntry entry, String file, long rows, long bytes) {
        long header = manifest.format() == BackupFormat.CSV ? CsvHeader.of(entry.formatColumns()).length : 0;
        if (rows != entry.rows() || bytes != entry.bytes() + header) {
            throw Refusal.of("The archive's manifest says that %s holds %d rows of %d bytes, and it holds %d of %d"
                    .formatted(file, entry.rows(), entry.bytes() + header, rows, bytes));
        }
    }
}
