package io.rowkeep.worker.restore;

import com.github.luben.zstd.Zstd;
import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.FormatVersion;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestEntry;
import io.rowkeep.artifact.ManifestText;
import io.rowkeep.artifact.Part;
import io.rowkeep.artifact.PartList;
import io.rowkeep.artifact.RowEncoding;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.LineFormat;
import io.rowkeep.format.RowEncoder;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.Requester;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A backup of all tables, written by the simplest possible means: small parts, cut anywhere, so that rows go on from one to the next. */
final class SavedBackup {

    private static final int PART_BYTES = 5000;

    private final ObjectStore store;
    private final Source source;
    private final DatasetName dataset;
    private final BackupFormat format;
    final BackupId id = new BackupId(UUID.randomUUID());
    private final ArtifactKeys keys;

    private SavedBackup(ObjectStore store, Source source, DatasetName dataset, BackupFormat format) {
        this.store = store;
        this.source = source;
        this.dataset = dataset;
        this.format = format;
        this.keys = ArtifactKeys.of(source.name(), dataset, id);
    }

    static SavedBackup of(
            ObjectStore store, Source source, DatasetName dataset, BackupFormat format, List<TableName> tables) {
        SavedBackup backup = new SavedBackup(store, source, dataset, format);
        backup.write(tables);
        return backup;
    }

    private void write(List<TableName> tables) {
        List<ManifestEntry> entries = new ArrayList<>();
        try (SourceSession session = source.openSource(new SessionTag("test", 0))) {
            var selection = session.select(DatasetDefinition.all(), tables);
            try (SourceSnapshot snapshot = session.openSnapshot(selection)) {
                for (SourceTable table : selection.tables()) {
                    entries.add(entry(table, snapshot));
                }
                Manifest manifest = new Manifest(
                        FormatVersion.CURRENT,
                        id,
                        new JobId(UUID.randomUUID()),
                        1,
                        source.name(),
                        dataset,
                        format,
                        Instant.now(),
                        new Requester("tests"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        snapshot.origin(),
                        entries,
                        JobStatistics.of(List.of(), 1, List.of(), List.of()));
                store.putIfAbsent(keys.manifest(), ManifestText.write(manifest));
            }
        }
    }

    private TableEntry entry(SourceTable table, SourceSnapshot snapshot) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        long rows = snapshot.split(table).stream()
                .mapToLong(slice -> encode(table, snapshot.rows(slice), encoded))
                .sum();
        List<Part> parts = parts(table, encoded.toByteArray(), rows);
        StringBuilder lines = new StringBuilder();
        parts.forEach(part ->
                lines.append(MessageMapper.JSON.writeValueAsString(part)).append('\n'));
        byte[] list = Zstd.compress(lines.toString().getBytes(StandardCharsets.UTF_8));
        String listKey = ArtifactKeys.partList(1, table.name());
        store.put(keys.absolute(listKey), list, 0, list.length);
        return new TableEntry(
                table.name(),
                table.columns(),
                table.generated(),
                table.lineFormat(),
                table.primaryKey(),
                snapshot.sequences(table),
                rows,
                parts.stream().mapToLong(Part::bytes).sum(),
                parts.stream().mapToLong(Part::storedBytes).sum(),
                parts.size(),
                new PartList(listKey, list.length, Sha256.hex(list)));
    }

    private long encode(SourceTable table, RowStream rows, ByteArrayOutputStream encoded) {
        RowEncoder encoder = RowEncoding.of(
                LineFormat.PG_COPY_TEXT, format, table.name(), table.columns(), SpreadsheetProfile.PLAIN);
        long count = 0;
        try (rows) {
            for (byte[] line = rows.next(); line != null; line = rows.next()) {
                encoder.encode(line, 0, line.length, encoded::write);
                count++;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return count;
    }

    /** All rows are counted for the last part: the others end inside one, or say so. */
    private List<Part> parts(SourceTable table, byte[] encoded, long rows) {
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < encoded.length; from += PART_BYTES) {
            int length = Math.min(PART_BYTES, encoded.length - from);
            boolean last = from + length == encoded.length;
            byte[] raw = new byte[length];
            System.arraycopy(encoded, from, raw, 0, length);
            byte[] stored = Zstd.compress(raw);
            String key = ArtifactKeys.part(1, table.name(), 0, "rand", parts.size(), format);
            store.put(keys.absolute(key), stored, 0, stored.length);
            parts.add(
                    new Part(key, 0, parts.size(), last ? rows : 0, length, stored.length, Sha256.hex(stored), !last));
        }
        return parts;
    }
}
