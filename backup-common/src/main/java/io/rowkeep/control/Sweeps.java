package io.rowkeep.control;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which worker looks through a source's folder for leftovers, and when the next one does: one at a time, by this database's clock. Thread-safe. */
public final class Sweeps {

    private final JdbcClient jdbc;

    Sweeps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the sweep of a source if it is due and nobody has it.
     *
     * @param lease how long this holds unless it is renewed
     * @return when that was, by this database's clock; empty when there is nothing to do
     */
    public Optional<Instant> claim(SourceName source, WorkerId worker, Duration lease) {
        jdbc.sql("insert into rowkeep.sweep (source) values (:source) on conflict (source) do nothing")
                .param("source", source.value())
                .update();
        return jdbc.sql("""
                update rowkeep.sweep
                   set owner = :worker, lease_until = clock_timestamp() + :lease * interval '1 millisecond'
                 where source = :source
                   and due_at <= clock_timestamp()
                   and (owner is null or lease_until < clock_timestamp())
                returning clock_timestamp() as now
                """)
                .param("worker", worker.value())
                .param("lease", lease.toMillis())
                .param("source", source.value())
                .query((row, number) -> Columns.instant(row, "now"))
                .optional();
    }

    /** Renews the lease; false when another worker has the sweep. */
    public boolean renew(SourceName source, WorkerId worker, Duration lease) {
        return jdbc.sql("""
                update rowkeep.sweep
                   set lease_until = clock_timestamp() + :lease * interval '1 millisecond'
                 where source = :source and owner = :worker
                """)
                        .param("lease", lease.toMillis())
                        .param("source", source.value())
                        .param("worker", worker.value())
                        .update()
                == 1;
    }

    /** Gives the sweep back, if this worker still has it; the next one is due after the pause. */
    public void finish(SourceName source, WorkerId worker, Duration pause) {
        jdbc.sql("""
                update rowkeep.sweep
                   set owner = null, lease_until = null, due_at = clock_timestamp() + :pause * interval '1 millisecond'
                 where source = :source and owner = :worker
                """)
                .param("pause", pause.toMillis())
                .param("source", source.value())
                .param("worker", worker.value())
                .update();
    }
}
