package io.rowkeep.client;

/**
 * A request for a job that changes tables. What it changes is saved first, unless {@link #withoutSafetyBackup} says otherwise.
 *
 * @param <R> the request itself
 */
public abstract sealed class ChangeRequest<R extends ChangeRequest<R>> extends JobRequest<R>
        permits RestoreRequest, ClearRequest, UndoRequest {

    ChangeRequest(Connection connection, Address address) {
        super(connection, address);
    }

    /** Saves nothing first: faster, and not to be undone. Refused unless the source's configuration allows it. */
    public R withoutSafetyBackup() {
        return with("safetyBackup", false);
    }
}
