package io.rowkeep.client;

/** A request to put tables back as they were before a job; rows that were added since stay. */
public final class UndoRequest extends ChangeRequest<UndoRequest> {

    UndoRequest(Connection connection, String jobId) {
        super(connection, Address.of("jobs", jobId, "undo"));
    }

    @Override
    UndoRequest self() {
        return this;
    }

    /** Rows that were added since go too, and rows of a merge that were changed since are put back nevertheless. */
    public UndoRequest force() {
        return with("force", true);
    }
}
