package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of job, each in its lane. */
public enum JobKind {
    /** Stores tables of a source as a backup. */
    BACKUP(Lane.EXPORT),
    /** Makes a backup of a file that was made elsewhere. */
    IMPORT(Lane.EXPORT),
    /** Puts tables of a backup back into a source. */
    RESTORE(Lane.CHANGE),
    /** Empties tables of a source. */
    CLEAR(Lane.CHANGE),
    /** Puts tables back as they were before a job that changed them. */
    UNDO(Lane.CHANGE),
    /** Answers a question about a source: how many rows its tables hold. */
    INSPECT(Lane.INSPECT),
    /** Deletes a backup from storage. */
    PRUNE(Lane.INSPECT);

    private final Lane lane;

    JobKind(Lane lane) {
        this.lane = lane;
    }

    /**
     * Reads the name used in messages and over HTTP.
     *
     * @throws IllegalArgumentException when there is no such kind; the message names all
     */
    @JsonCreator
    public static JobKind parse(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A job's kind is one of %s, not '%s'"
                        .formatted(Arrays.stream(values()).map(JobKind::id).collect(Collectors.joining(", ")), text)));
    }

    /** The name in messages, routing keys and over HTTP. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The lane that its commands go to. */
    public Lane lane() {
        return lane;
    }
}
