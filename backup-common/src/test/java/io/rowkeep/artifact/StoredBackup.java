package io.rowkeep.artifact;

import com.github.luben.zstd.Zstd;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ColumnMapping;
import io.rowkeep.format.LineFormat;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.Requester;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.storage.MemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A backup of one table of two shards and three parts, laid into a store in memory by means of its own. */
final class StoredBackup {

    static final SourceName SOURCE = new SourceName("school");
    static final BackupId ID = new BackupId(UUID.fromString("01930000-0000-7000-8000-000000000001"));
    static final TableName STUDENTS = new TableName("public", "students");
    static final List<String> PIECES = List.of("1\tAda\n2\tBo", "ris\n3\tChe\n", "4\tDora\n");

    final MemoryObjectStore store = new MemoryObjectStore();
    final ArtifactKeys keys = ArtifactKeys.of(SOURCE, DatasetName.ALL, ID);
    final List<Part> parts = new ArrayList<>();

    StoredBackup() {
        add(0, 0, 1, true);
        add(0, 1, 2, false);
        add(1, 0, 1, false);
        seal(UnaryOperator.identity());
    }

    private void add(int shard, int number, long rows, boolean continues) {
        byte[] raw = PIECES.get(parts.size()).getBytes(StandardCharsets.UTF_8);
        byte[] stored = Zstd.compress(raw);
        String key = ArtifactKeys.part(1, STUDENTS, shard, "abcd", number, BackupFormat.NATIVE);
        store.put(keys.absolute(key), stored);
        parts.add(new Part(key, shard, number, rows, raw.length, stored.length, Sha256.hex(stored), continues));
    }

    /** Writes part list and manifest that agree with the parts as they are in the list now. */
    TableEntry seal(UnaryOperator<TableEntry> change) {
        StringBuilder lines = new StringBuilder();
        parts.forEach(part ->
                lines.append(MessageMapper.JSON.writeValueAsString(part)).append('\n'));
        return sealLines(lines.toString(), change);
    }

    TableEntry sealLines(String lines, UnaryOperator<TableEntry> change) {
        byte[] list = Zstd.compress(lines.getBytes(StandardCharsets.UTF_8));
        String key = ArtifactKeys.partList(1, STUDENTS);
        store.put(keys.absolute(key), list);
        TableEntry entry = change.apply(entry(new PartList(key, list.length, Sha256.hex(list))));
        store.put(keys.manifest(), ManifestText.write(manifest(entry)));
        return entry;
    }

    TableEntry entry(PartList list) {
        return new TableEntry(
                STUDENTS,
                List.of(
                        new Column("id", "integer", ColumnMapping.NUMBER, true, null),
                        new Column("name", "text", ColumnMapping.TEXT, false, null)),
                List.of(),
                LineFormat.PG_COPY_TEXT,
                List.of("id"),
                List.of(),
                parts.stream().mapToLong(Part::rows).sum(),
                parts.stream().mapToLong(Part::bytes).sum(),
                parts.stream().mapToLong(Part::storedBytes).sum(),
                parts.size(),
                list);
    }

    Manifest manifest(TableEntry... entries) {
        return new Manifest(
                FormatVersion.CURRENT,
                ID,
                new JobId(ID.value()),
                1,
                SOURCE,
                DatasetName.ALL,
                BackupFormat.NATIVE,
                Instant.parse("2026-11-21T03:00:00Z"),
                new Requester("tests"),
                null,
                null,
                null,
                null,
                null,
                null,
                new Snapshot(
                        "postgresql",
                        "15.19",
                        "UTF8",
                        "school",
                        Instant.parse("2026-11-21T02:59:59Z"),
                        null,
                        Snapshot.Consistency.SNAPSHOT),
                List.of(entries),
                JobStatistics.of(List.of(), 10, List.of(), List.of()));
    }

    /** Reads all of it as a restore would: manifest, part list, parts. */
    String read() {
        BackupReader reader = new BackupReader(store);
        Manifest manifest = reader.manifest(SOURCE, DatasetName.ALL, ID);
        StringBuilder text = new StringBuilder();
        for (TableEntry table : manifest.tables()) {
            try {
                reader.readTable(
                        keys,
                        table,
                        (bytes, offset, length) ->
                                text.append(new String(bytes, offset, length, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return text.toString();
    }
}
