package io.rowkeep.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The instant of the source that a backup shows.
 *
 * @param serverType {@code postgresql}
 * @param serverVersion as the server says it, for example {@code 15.19}
 * @param encoding the database's own encoding; what is stored is UTF-8
 * @param database the database's name
 * @param takenAt the server's clock when the snapshot was taken
 * @param lsn the server's write-ahead log position then; null where there is none, as on a standby
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Snapshot(
        String serverType,
        String serverVersion,
        String encoding,
        String database,
        Instant takenAt,
        @Nullable String lsn,
        Consistency consistency) {

    /** Whether all entries show the same instant. */
    public enum Consistency {
        /** One instant for the whole backup. */
        SNAPSHOT,
        /** One instant for each entry. */
        PER_COLLECTION,
        /** No instant of the source at all: a file that was made elsewhere. */
        IMPORTED;

        /** The name in the manifest. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
