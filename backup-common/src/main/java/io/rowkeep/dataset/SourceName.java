package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of a source, as configured on the workers.
 *
 * @param value 1 to 63 characters: lower-case letters, digits, {@code -} and {@code _}, starting with a letter or digit.
 *     It becomes part of queue names, routing keys and object keys, so dots and slashes are not allowed
 */
public record SourceName(@JsonValue String value) implements Comparable<SourceName> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    @JsonCreator
    public SourceName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A source name has 1 to 63 characters of a-z, 0-9, - and _, not '%s'".formatted(value));
        }
    }

    @Override
    public int compareTo(SourceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
