package io.rowkeep.control;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.message.MessageMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The backups that exist; one that somebody deleted is not among them, though its objects may be there for a while. Thread-safe. */
public final class BackupCatalogue {

    private final JdbcClient jdbc;

    BackupCatalogue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One backup. */
    public Optional<BackupRecord> find(BackupId id) {
        return jdbc.sql("select * from rowkeep.backup where id = :id and deleted_at is null")
                .param("id", id.value())
                .query(BackupCatalogue::read)
                .optional();
    }

    /** The same for a transaction that changes it or depends on it: nobody else does so before that has ended. */
    Optional<BackupRecord> lock(BackupId id) {
        return jdbc.sql("select * from rowkeep.backup where id = :id and deleted_at is null for update")
                .param("id", id.value())
                .query(BackupCatalogue::read)
                .optional();
    }

    /** One page, newest first. */
    public Page<BackupRecord> page(BackupFilter filter, @Nullable String cursor, int limit) {
        List<BackupRecord> rows = SourceFilter.bind(
                        jdbc.sql("""
                select *
                  from rowkeep.backup
                 where %s
                   and deleted_at is null
                   and (cast(:savedFor as text) is null or coalesce(saved_for, 'none') = cast(:savedFor as text))
                   and (cast(:held as boolean) is null or held = cast(:held as boolean))
                 order by id desc
                 limit :rows
                """.formatted(SourceFilter.CONDITIONS)), filter.where(), Cursor.after(cursor))
                .param(
                        "savedFor",
                        filter.savedFor() == null ? null : filter.savedFor().id())
                .param("held", filter.held())
                .param("rows", Cursor.rows(limit))
                .query(BackupCatalogue::read)
                .list();
        return Cursor.page(rows, limit, backup -> backup.id().value());
    }

    /** Adds a backup, unless it is there; the bucket's manifest never changes, so neither does the entry. */
    void record(BackupRecord backup) {
        jdbc.sql("""
                insert into rowkeep.backup
                       (id, job_id, source, dataset, format, created_at, label, saved_for, content, tables, statistics, encrypted,
                        held, verified_at, manifest_sha256, parameters)
                values (:id, :job, :source, :dataset, :format, :createdAt, :label, :savedFor, :content,
                        cast(:tables as jsonb), cast(:statistics as jsonb), :encrypted, :held, cast(:verifiedAt as timestamptz),
                        :manifestSha256, cast(:parameters as jsonb))
                    on conflict (id) do nothing
                """)
                .param("id", backup.id().value())
                .param("job", backup.jobId().value())
                .param("source", backup.source().value())
                .param("dataset", backup.dataset().value())
                .param("format", backup.format().id())
                .param("createdAt", backup.createdAt().atOffset(ZoneOffset.UTC))
                .param("label", backup.label())
                .param(
                        "savedFor",
                        backup.savedFor() == null ? null : backup.savedFor().id())
                .param("content", backup.content().id())
                .param("tables", MessageMapper.JSON.writeValueAsString(backup.tables()))
                .param("statistics", MessageMapper.JSON.writeValueAsString(backup.statistics()))
                .param("encrypted", backup.encrypted())
                .param("held", backup.held())
                .param(
                        "verifiedAt",
                        backup.verifiedAt() == null ? null : backup.verifiedAt().atOffset(ZoneOffset.UTC))
                .param("manifestSha256", backup.manifestSha256())
                .param(
                        "parameters",
                        backup.parameters() == null ? null : MessageMapper.JSON.writeValueAsString(backup.parameters()))
                .update();
    }

    private static @Nullable JobKind savedFor(@Nullable String kind) {
        return kind == null ? null : JobKind.parse(kind);
    }

    private static BackupRecord read(ResultSet row, int number) throws SQLException {
        return new BackupRecord(
                new BackupId(Columns.uuid(row, "id")),
                new JobId(Columns.uuid(row, "job_id")),
                new SourceName(row.getString("source")),
                new DatasetName(row.getString("dataset")),
                BackupFormat.of(row.getString("format")),
                Columns.instant(row, "created_at"),
                row.getString("label"),
                savedFor(row.getString("saved_for")),
                BackupContent.parse(row.getString("content")),
                List.of(Columns.json(row, "tables", BackupRecord.Table[].class)),
                Columns.json(row, "statistics", JobStatistics.class),
                row.getBoolean("encrypted"),
                row.getBoolean("held"),
                Columns.optionalInstant(row, "verified_at"),
                row.getString("manifest_sha256"),
                parameters(row));
    }

    private static @Nullable Map<String, String> parameters(ResultSet row) throws SQLException {
        Map<?, ?> stored = Columns.optionalJson(row, "parameters", Map.class);
        if (stored == null) {
            return null;
        }
        Map<String, String> parameters = new TreeMap<>();
        stored.forEach((name, value) -> parameters.put(String.valueOf(name), String.valueOf(value)));
        return parameters;
    }
}
