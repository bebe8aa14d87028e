package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One running worker process.
 *
 * @param value host name, process id and a random piece: two starts of the same worker are two workers
 */
public record WorkerId(@JsonValue String value) {

    @JsonCreator
    public WorkerId {}

    @Override
    public String toString() {
        return value;
    }
}
