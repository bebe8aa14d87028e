package io.rowkeep.api.problem;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;

/** The body of a request is larger than any that means something here. */
final class BodyTooLarge extends BackupException {

    private static final long serialVersionUID = 1L;

    BodyTooLarge(long maxBytes) {
        super(ErrorCode.INVALID_REQUEST, "The body of a request has at most %d bytes".formatted(maxBytes));
    }
}
