package io.rowkeep.client;

import java.time.Duration;
import java.util.UUID;

/**
 * A request for a job that changes tables. What it changes is saved first, unless {@link #withoutSafetyBackup} says otherwise.
 *
 * @param <R> the request itself
 */
public abstract sealed class ChangeRequest<R extends ChangeRequest<R>> extends JobRequest<R>
        permits RestoreRequest, ClearRequest, UndoRequest {

    private static final Duration LONGEST_PREVIEW = Duration.ofMinutes(5);

    ChangeRequest(Connection connection, Address address) {
        super(connection, address);
    }

    /** Saves nothing first: faster, and not to be undone. Refused unless the source's configuration allows it. */
    public R withoutSafetyBackup() {
        return with("safetyBackup", false);
    }

    /** Asks for the same as a dry run, each time anew, and waits for it. */
    Job dryRun() {
        with("dryRun", true);
        try {
            Job job = post(UUID.randomUUID().toString()).as(Job.class);
            return new JobHandle(connection, job).awaitSuccess(LONGEST_PREVIEW);
        } finally {
            body.remove("dryRun");
        }
    }
}
