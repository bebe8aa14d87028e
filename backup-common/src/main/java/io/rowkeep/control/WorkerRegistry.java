package io.rowkeep.control;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.job.WorkerId;
import io.rowkeep.message.MessageMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The workers and what they look after. Workers write themselves here and keep it fresh; names stay, offline, when the last worker
 * goes. Thread-safe.
 */
public final class WorkerRegistry {

    private static final String SOURCES = """
            select s.*,
                   exists (select 1
                             from rowkeep.worker_source ws
                             join rowkeep.worker w on w.id = ws.worker_id
                            where ws.source = s.name
                              and w.seen_at > clock_timestamp() - interval '1 minute') as online
              from rowkeep.source s
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    WorkerRegistry(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Says that the worker lives and looks after these sources ({@code online} and {@code seenAt} of the arguments are ignored). Call
     * it every few seconds.
     */
    public void announce(WorkerId worker, String version, List<AnnouncedSource> sources) {
        // Sorted, so that two workers with the same sources never lock each other out.
        List<AnnouncedSource> sorted = sources.stream()
                .sorted(Comparator.comparing(AnnouncedSource::name))
                .toList();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                    insert into rowkeep.worker (id, version)
                    values (:id, :version)
                        on conflict (id) do update set version = excluded.version, seen_at = clock_timestamp()
                    """).param("id", worker.value()).param("version", version).update();
            sorted.forEach(this::write);
            jdbc.sql("""
                    delete from rowkeep.worker_source
                     where worker_id = :worker and source <> all (cast(:sources as text[]))
                    """)
                    .param("worker", worker.value())
                    .param("sources", names(sorted))
                    .update();
            jdbc.sql("""
                    insert into rowkeep.worker_source (worker_id, source)
                    select :worker, unnest(cast(:sources as text[]))
                        on conflict do nothing
                    """)
                    .param("worker", worker.value())
                    .param("sources", names(sorted))
                    .update();
        });
    }

    /** Takes the worker out at once; its sources go offline if it was their last. */
    public void leave(WorkerId worker) {
        jdbc.sql("delete from rowkeep.worker where id = :id")
                .param("id", worker.value())
                .update();
    }

    /** One source. */
    public Optional<AnnouncedSource> source(SourceName name) {
        return jdbc.sql(SOURCES + " where s.name = :name")
                .param("name", name.value())
                .query(WorkerRegistry::readSource)
                .optional();
    }

    /** All sources, by name. */
    public List<AnnouncedSource> sources() {
        return jdbc.sql(SOURCES + " order by s.name collate \"C\"")
                .query(WorkerRegistry::readSource)
                .list();
    }

    /**
     * The workers heard of within a day, newest first.
     *
     * @param visible only workers of these sources, and nothing of them that has to do with others; null for all of all
     */
    public List<WorkerRecord> workers(@Nullable Set<SourceName> visible) {
        return jdbc.sql("""
                select w.*,
                       w.seen_at > clock_timestamp() - interval '1 minute' as online,
                       array(select ws.source from rowkeep.worker_source ws
                              where ws.worker_id = w.id
                                and (cast(:visible as text[]) is null or ws.source = any (cast(:visible as text[])))
                              order by ws.source collate "C") as sources,
                       (select count(*) from rowkeep.job j
                         where j.status = 'RUNNING' and j.owner = w.id
                           and (cast(:visible as text[]) is null or j.source = any (cast(:visible as text[])))) as running
                  from rowkeep.worker w
                 where w.seen_at > clock_timestamp() - interval '1 day'
                   and (cast(:visible as text[]) is null
                        or exists (select 1 from rowkeep.worker_source ws
                                    where ws.worker_id = w.id and ws.source = any (cast(:visible as text[]))))
                 order by w.started_at desc, w.id
                """)
                .param("visible", visible == null ? null : SourceFilter.names(visible))
                .query(WorkerRegistry::readWorker)
                .list();
    }

    private void write(AnnouncedSource source) {
        jdbc.sql("""
                insert into rowkeep.source (name, type, trouble, safety_backup_optional, preview_required, datasets)
                values (:name, :type, :trouble, :optional, :preview, cast(:datasets as jsonb))
                    on conflict (name) do update
                   set type = excluded.type,
                       trouble = excluded.trouble,
                       safety_backup_optional = excluded.safety_backup_optional,
                       preview_required = excluded.preview_required,
                       datasets = excluded.datasets,
                       seen_at = clock_timestamp()
                """)
                .param("name", source.name().value())
                .param("type", source.type().id())
                .param("trouble", source.trouble())
                .param("optional", source.safetyBackupOptional())
                .param("preview", source.previewRequired())
                .param("datasets", MessageMapper.JSON.writeValueAsString(source.datasets()))
                .update();
    }

    private static String[] names(List<AnnouncedSource> sources) {
        return sources.stream().map(source -> source.name().value()).toArray(String[]::new);
    }

    private static AnnouncedSource readSource(ResultSet row, int number) throws SQLException {
        return new AnnouncedSource(
                new SourceName(row.getString("name")),
                SourceType.parse(row.getString("type")),
                row.getBoolean("online"),
                row.getString("trouble"),
                Columns.instant(row, "seen_at"),
                row.getBoolean("safety_backup_optional"),
                row.getBoolean("preview_required"),
                List.of(Columns.json(row, "datasets", AnnouncedDataset[].class)));
    }

    private static WorkerRecord readWorker(ResultSet row, int number) throws SQLException {
        return new WorkerRecord(
                new WorkerId(row.getString("id")),
                row.getString("version"),
                row.getBoolean("online"),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "seen_at"),
                Arrays.stream(Columns.texts(row, "sources"))
                        .map(SourceName::new)
                        .toList(),
                row.getInt("running"));
    }
}
