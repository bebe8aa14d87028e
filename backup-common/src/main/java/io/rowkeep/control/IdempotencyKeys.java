package io.rowkeep.control;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which request made which job or token, by the key that its sender gave it. */
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
        UUID holder = take(token, key, job.value(), null).job();
        return new JobId(Objects.requireNonNull(holder, "The same request made a job"));
    }

    /** The same for a token that is being made: the id of the one that has the key. */
    UUID takeForToken(UUID token, IdempotencyKey key, UUID made) {
        UUID holder = take(token, key, null, made).madeToken();
        return Objects.requireNonNull(holder, "The same request made a token");
    }

    /** The same for a request about a job that exists: whether that request came before. */
    boolean isRepeated(UUID token, IdempotencyKey key, JobId job) {
        return take(token, key, job.value(), null).repeated();
    }

    private Holder take(UUID token, IdempotencyKey key, @Nullable UUID job, @Nullable UUID madeToken) {
        // The update changes nothing; it makes the statement return the row that was there first. Only a row that was
        // updated has an xmax.
        Holder holder = jdbc.sql("""
                insert into rowkeep.idempotency_key (token_id, key, request_digest, job_id, made_token_id)
                values (:token, :key, :digest, cast(:job as uuid), cast(:made as uuid))
                    on conflict (token_id, key) do update set key = excluded.key
                returning job_id, made_token_id, request_digest, xmax <> 0 as repeated
                """)
                .param("token", token)
                .param("key", key.value())
                .param("digest", key.requestDigest())
                .param("job", job)
                .param("made", madeToken)
                .query((row, number) -> new Holder(
                        row.getObject("job_id", UUID.class),
                        row.getObject("made_token_id", UUID.class),
                        row.getString("request_digest"),
                        row.getBoolean("repeated")))
                .single();
        if (!holder.requestDigest().equals(key.requestDigest())) {
            throw new BackupException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "The idempotency key '%s' came with another request before, which %s"
                            .formatted(key.value(), holder.what()));
        }
        return holder;
    }

    private record Holder(@Nullable UUID job, @Nullable UUID madeToken, String requestDigest, boolean repeated) {

        String what() {
            return job == null ? "made token " + madeToken : "was about job " + job;
        }
    }
}
