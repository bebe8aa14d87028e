package io.rowkeep.api.live;

import io.rowkeep.api.problem.InvalidField;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reader has seen last: in the header, which a browser sends when it connects again, or in the parameter, for its first
 * connection.
 *
 * @param field where it was found; the header, where both are
 */
record LastEvent(String field, String id) {

    static final String HEADER = "Last-Event-ID";
    static final String PARAMETER = "lastEventId";

    /** Null when the reader has seen nothing. */
    static @Nullable LastEvent of(@Nullable String header, @Nullable String parameter) {
        if (header != null && !header.isEmpty()) {
            return new LastEvent(HEADER, header);
        }
        return parameter == null || parameter.isEmpty() ? null : new LastEvent(PARAMETER, parameter);
    }

    /**
     * As the number of an event of one job.
     *
     * @param latest the number of the job's last event so far
     * @throws InvalidField when there is no event of that number
     */
    long number(long latest) {
        try {
            long number = Long.parseLong(id);
            if (number >= 0 && number <= latest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new InvalidField(
                field,
                "%s is the id of the last event that was seen, here a number from 0 to %d, not '%s'"
                        .formatted(field, latest, id));
    }

    /**
     * As the id of an event of any job.
     *
     * @throws InvalidField when it is no UUID
     */
    UUID uuid() {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new InvalidField(
                    field, "%s is the id of the last event that was seen, here a UUID, not '%s'".formatted(field, id));
        }
    }
}
