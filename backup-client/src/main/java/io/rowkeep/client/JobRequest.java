package io.rowkeep.client;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A request for a job, put together and then started. Carries one idempotency key from the beginning: started again, as after a lost
 * answer, it gives the same job. For one thread.
 *
 * @param <R> the request itself
 */
public abstract sealed class JobRequest<R extends JobRequest<R>> permits BackupRequest, ChangeRequest {

    final Connection connection;
    final Map<String, Object> body = new LinkedHashMap<>();
    private final Address address;
    private String key = UUID.randomUUID().toString();

    JobRequest(Connection connection, Address address) {
        this.connection = connection;
        this.address = address;
    }

    abstract R self();

    /** Names the request: who asks again with the same key and the same content, from any process, gets the same job. */
    public R idempotencyKey(String newKey) {
        key = newKey;
        return self();
    }

    /**
     * Asks for the job; returns when it is recorded, not when it is done.
     *
     * @throws RowkeepException when it was refused, or nobody answered
     */
    public JobHandle start() {
        return new JobHandle(connection, post(key).as(Job.class));
    }

    Answer post(String idempotencyKey) {
        requireComplete();
        return connection.send(Call.post(address, body, idempotencyKey));
    }

    /** Hook for what a request cannot do without. */
    void requireComplete() {}

    R with(String field, Object value) {
        body.put(field, value);
        return self();
    }

    R withTables(Collection<String> tables) {
        return with("tables", List.copyOf(tables));
    }
}
