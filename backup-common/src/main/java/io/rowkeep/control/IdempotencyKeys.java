package io.rowkeep.control;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which request made which job, by the key that its sender gave it. */
final class IdempotencyKeys {

    private final JdbcClient jdbc;

    IdempotencyKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the key for a job, or finds who has it. Waits for the end of a transaction that is just taking it.
     *
     * @return the job that has the key
     * @throws BackupException with {@code IDEMPOTENCY_KEY_REUSED} when it was taken for another request
     */
    JobId take(UUID token, IdempotencyKey key, JobId job) {
        // The update changes nothing; it makes the statement return the row that was there first.
        Holder holder = jdbc.sql("""
                insert into rowkeep.idempotency_key (token_id, key, request_digest, job_id)
                values (:token, :key, :digest, :job)
                    on conflict (token_id, key) do update set key = excluded.key
                returning job_id, request_digest
                """)
                .param("token", token)
                .param("key", key.value())
                .param("digest", key.requestDigest())
                .param("job", job.value())
                .query((row, number) ->
                        new Holder(new JobId(Columns.uuid(row, "job_id")), row.getString("request_digest")))
                .single();
        if (!holder.requestDigest().equals(key.requestDigest())) {
            throw new BackupException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "The idempotency key '%s' came with another request before, which made job %s"
                            .formatted(key.value(), holder.job()));
        }
        return holder.job();
    }

    private record Holder(JobId job, String requestDigest) {}
}
