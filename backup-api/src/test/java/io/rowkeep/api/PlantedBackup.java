package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.DumpEntry;
import io.rowkeep.artifact.FileEntry;
import io.rowkeep.artifact.FormatVersion;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestEntry;
import io.rowkeep.artifact.ManifestText;
import io.rowkeep.artifact.Part;
import io.rowkeep.artifact.PartList;
import io.rowkeep.artifact.RowEncoding;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.control.Claim;
import io.rowkeep.dataset.DocumentProfile;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ColumnMapping;
import io.rowkeep.format.LineFormat;
import io.rowkeep.format.RowEncoder;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.message.MessageMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A backup as a worker leaves it behind: parts, part lists and manifest in the bucket, the job ended, the entry in the catalogue. */
final class PlantedBackup {

    static final Instant CREATED = Instant.parse("2026-11-21T03:04:05.678Z");

    final Claim claim;
    final BackupFormat format;
    final SpreadsheetProfile spreadsheet;
    final ArtifactKeys keys;
    private BackupContent content = BackupContent.ROWS;
    private @Nullable DocumentProfile document;
    final List<TableEntry> entries = new ArrayList<>();
    final List<Part> parts = new ArrayList<>();
    private final List<ManifestEntry> system = new ArrayList<>();

    PlantedBackup(String source, BackupFormat format) {
        this(source, format, SpreadsheetProfile.PLAIN);
    }

    PlantedBackup(String source, BackupFormat format, SpreadsheetProfile spreadsheet) {
        this.spreadsheet = spreadsheet;
        this.claim = School.claim(School.backupJob(source));
        this.format = format;
        this.keys = ArtifactKeys.of(claim.job().source(), claim.job().dataset(), id());
    }

    /** It holds what rows were before a job changed them. */
    PlantedBackup ofBeforeImages() {
        content = BackupContent.BEFORE_IMAGES;
        return this;
    }

    /** Its dataset's downloads are to look like that. */
    PlantedBackup looking(DocumentProfile profile) {
        document = profile;
        return this;
    }

    BackupId id() {
        return Objects.requireNonNull(claim.job().backupId());
    }

    String path() {
        return "/api/v1/backups/" + id();
    }

    /** A backup of students: what most requests for restores need. */
    static PlantedBackup ofStudents(String source, BackupFormat format, BackupContent content) {
        PlantedBackup backup = new PlantedBackup(source, format);
        backup.content = content;
        return backup.table(
                        School.STUDENTS,
                        List.of(new Column("id", "integer", ColumnMapping.NUMBER, true, null)),
                        List.of("id"),
                        List.of("1"))
                .finish();
    }

    /** Stores a table, each list of COPY text lines as a part of its own. */
    @SafeVarargs
    final PlantedBackup table(TableName name, List<Column> columns, List<String> primaryKey, List<String>... pieces) {
        RowEncoder encoder = RowEncoding.of(LineFormat.PG_COPY_TEXT, format, name, columns, spreadsheet);
        List<Part> own = new ArrayList<>();
        for (List<String> lines : pieces) {
            own.add(part(
                    ArtifactKeys.part(1, name, 0, "abcd", own.size(), format),
                    own.size(),
                    encode(encoder, lines),
                    lines.size()));
        }
        parts.addAll(own);
        entries.add(new TableEntry(
                name,
                columns,
                List.of(),
                LineFormat.PG_COPY_TEXT,
                primaryKey,
                List.of(),
                own.stream().mapToLong(Part::rows).sum(),
                own.stream().mapToLong(Part::bytes).sum(),
                own.stream().mapToLong(Part::storedBytes).sum(),
                own.size(),
                list(ArtifactKeys.partList(1, name), own)));
        return this;
    }

    /** Stores a dump of two parts. */
    PlantedBackup dump(String first, String second) {
        List<Part> own = List.of(
                part(ArtifactKeys.dumpPart(1, "abcd", 0), 0, first.getBytes(StandardCharsets.UTF_8), 0),
                part(ArtifactKeys.dumpPart(1, "abcd", 1), 1, second.getBytes(StandardCharsets.UTF_8), 0));
        parts.addAll(own);
        system.add(new DumpEntry(
                "guests",
                "15.18",
                own.stream().mapToLong(Part::bytes).sum(),
                own.stream().mapToLong(Part::storedBytes).sum(),
                own.size(),
                list(ArtifactKeys.dumpPartList(1), own)));
        return this;
    }

    /** Stores a file of one part. */
    PlantedBackup file(String path, String content) {
        Part part = part(
                ArtifactKeys.filePart(1, system.size(), "abcd", 0), 0, content.getBytes(StandardCharsets.UTF_8), 0);
        parts.add(part);
        system.add(new FileEntry(path, CREATED, part.bytes(), part.storedBytes(), List.of(part)));
        return this;
    }

    /** Writes the manifest and ends the job. */
    PlantedBackup finish() {
        JobStatistics statistics = JobStatistics.of(List.of(), 10, List.of(), List.of());
        Manifest manifest = new Manifest(
                FormatVersion.CURRENT,
                id(),
                claim.jobId(),
                1,
                claim.job().source(),
                claim.job().dataset(),
                format,
                CREATED,
                claim.job().requestedBy(),
                null,
                null,
                content,
                spreadsheet,
                document,
                null,
                new Snapshot("postgresql", "15.19", "UTF8", "x", CREATED, null, Snapshot.Consistency.SNAPSHOT),
                Stream.concat(entries.stream(), system.stream()).toList(),
                statistics);
        byte[] text = ManifestText.write(manifest);
        School.API.store().put(keys.manifest(), text, 0, text.length);
        BackupRecord record = new BackupRecord(
                id(),
                claim.jobId(),
                claim.job().source(),
                claim.job().dataset(),
                format,
                CREATED,
                null,
                null,
                content,
                entries.stream()
                        .map(table -> new BackupRecord.Table(table.name(), table.rows(), table.bytes(), table.parts()))
                        .toList(),
                statistics,
                false,
                false,
                null,
                null,
                null);
        assertThat(School.API.jobs().succeed(claim, statistics, null, record)).isTrue();
        return this;
    }

    /** Replaces an object by a copy with one bit flipped in its middle. */
    void damage(String key) {
        byte[] bytes = School.API.store().get(keys.absolute(key), 64 << 20).orElseThrow();
        bytes[bytes.length / 2] ^= 1;
        put(key, bytes);
    }

    void put(String key, byte[] bytes) {
        School.API.store().put(keys.absolute(key), bytes, 0, bytes.length);
    }

    private PartList list(String key, List<Part> own) {
        StringBuilder list = new StringBuilder();
        own.forEach(
                part -> list.append(MessageMapper.JSON.writeValueAsString(part)).append('\n'));
        byte[] stored = Zstd.compress(list.toString().getBytes(StandardCharsets.UTF_8));
        put(key, stored);
        return new PartList(key, stored.length, Sha256.hex(stored));
    }

    private Part part(String key, int number, byte[] raw, long rows) {
        byte[] stored = Zstd.compress(raw);
        put(key, stored);
        return new Part(key, 0, number, rows, raw.length, stored.length, Sha256.hex(stored), false);
    }

    private static byte[] encode(RowEncoder encoder, List<String> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (String line : lines) {
                byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
                encoder.encode(bytes, 0, bytes.length, out::write);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
