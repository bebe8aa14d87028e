package io.rowkeep.control;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.WorkerId;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.settings.JobSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The life of jobs. Every change is one guarded update that carries the attempt and says whether this call made it; the event
 * goes into the outbox in the same transaction. Clocks are the control database's. Thread-safe.
 */
public final class JobStore {

    private final JdbcClient jdbc;
    private final JobSettings settings;
    private final Claims claims;
    private final JobEndings endings;
    private final JobReturns returns;

    JobStore(JdbcClient jdbc, JobSettings settings, Claims claims, JobEndings endings, JobReturns returns) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.claims = claims;
        this.endings = endings;
        this.returns = returns;
    }

    /** The job, whoever it belongs to. */
    public Optional<Job> find(JobId id) {
        return jdbc.sql("select %s from rowkeep.job where id = :id".formatted(JobRow.VISIBLE))
                .param("id", id.value())
                .query(JobRow::readJob)
                .optional();
    }

    /** What the job is to do, which may be large. */
    public Optional<JobSpec> specification(JobId id) {
        return jdbc.sql("select spec from rowkeep.job where id = :id")
                .param("id", id.value())
                .query((row, number) -> Columns.json(row, "spec", JobSpec.class))
                .optional();
    }

    /** Makes the next attempt at a queued job that is due this worker's; empty when somebody else has it or nothing is to be done. */
    public Optional<Claim> claim(JobId id, WorkerId worker) {
        return claims.claim(id, worker);
    }

    /** Renews the lease. */
    public Lease renew(Claim claim) {
        return new Leases(jdbc, settings).renew(claim);
    }

    /** Records progress. */
    public boolean progress(Claim claim, JobProgress progress) {
        return guarded(claim, """
                update rowkeep.job
                   set progress = cast(:progress as jsonb)
                 where id = :id and attempt = :attempt and owner = :worker and status = 'RUNNING'
                """)
                        .param("progress", MessageMapper.JSON.writeValueAsString(progress))
                        .update()
                == 1;
    }

    /** Enters phase {@code APPLYING}: from here the job is undecided until its cell is read or written. */
    public boolean enterApplying(Claim claim) {
        return guarded(claim, """
                update rowkeep.job
                   set phase = 'APPLYING', undecided = true
                 where id = :id and attempt = :attempt and owner = :worker and status = 'RUNNING'
                """).update() == 1;
    }

    /**
     * Says which safety backup this attempt is about to write, so that nobody takes its parts for leftovers.
     *
     * @return false when this attempt does not own the job any more
     */
    public boolean saving(Claim claim, BackupId safetyBackup) {
        return guarded(claim, """
                update rowkeep.job
                   set safety_backup_id = :safetyBackup
                 where id = :id and attempt = :attempt and owner = :worker and status = 'RUNNING'
                """).param("safetyBackup", safetyBackup.value()).update() == 1;
    }

    /** Ends the job well. The catalogue entry of a backup that it wrote, its safety backup included, is recorded in the same transaction. */
    public boolean succeed(
            Claim claim, JobStatistics statistics, @Nullable BackupId safetyBackup, @Nullable BackupRecord backup) {
        return endings.succeed(claim, statistics, safetyBackup, backup);
    }

    /** Ends the job for good after its cell was decided against it, or was never opened. */
    public boolean fail(Claim claim, JobError error) {
        return endings.fail(claim, error);
    }

    /** Ends the job as cancelled, under the same condition. */
    public boolean cancelled(Claim claim) {
        return endings.cancelled(claim);
    }

    /**
     * Gives the job back for another attempt after a back-off that grows with the attempts; without any left, the next attempt only
     * closes it.
     */
    public boolean retry(Claim claim, JobError error) {
        return returns.retry(claim, error);
    }

    /** Gives the job back at once because this worker goes down; the attempt does not count against the limit. */
    public boolean handBack(Claim claim) {
        return returns.handBack(claim);
    }

    private JdbcClient.StatementSpec guarded(Claim claim, String sql) {
        return Guard.bind(jdbc.sql(sql), claim);
    }
}
