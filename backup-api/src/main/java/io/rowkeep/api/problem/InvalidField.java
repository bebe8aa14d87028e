package io.rowkeep.api.problem;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A field, parameter or header of a request is not as the contract says. */
public final class InvalidField extends BackupException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Refuses a field.
     *
     * @param message the whole sentence, the field's name in it
     */
    public InvalidField(String field, String message) {
        super(ErrorCode.INVALID_REQUEST, message);
        this.field = field;
    }

    /** The value, which must be there. */
    public static <T> T required(@Nullable T value, String field, String meaning) {
        if (value == null) {
            throw new InvalidField(field, "The field '%s' is missing: %s".formatted(field, meaning));
        }
        return value;
    }

    FieldProblem problem() {
        return new FieldProblem(field, String.valueOf(getMessage()));
    }
}
