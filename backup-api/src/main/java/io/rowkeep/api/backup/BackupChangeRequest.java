package io.rowkeep.api.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rowkeep.control.BackupChange;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that changes a backup, a JSON merge patch: what is left out stays as it is. Not a record, which could not tell
 * a label that is null from one that was left out. For one thread.
 */
final class BackupChangeRequest {

    private BackupChange change = BackupChange.NONE;

    @JsonProperty("label")
    @Schema(description = "What people call it, up to 200 characters; null takes the label away", nullable = true)
    void label(@Nullable String label) {
        change = change.withLabel(Label.checked(label));
    }

    @JsonProperty("held")
    @Schema(description = "Whether it is kept from deletion; false needs the role admin")
    void held(boolean held) {
        change = change.withHeld(held);
    }

    /**
     * What is to change.
     *
     * @throws BackupException with {@code INVALID_REQUEST} when that is nothing
     */
    BackupChange change() {
        if (change.equals(BackupChange.NONE)) {
            throw new BackupException(
                    ErrorCode.INVALID_REQUEST,
                    "The body changes nothing: it has at least one of the fields held, label");
        }
        return change;
    }
}
