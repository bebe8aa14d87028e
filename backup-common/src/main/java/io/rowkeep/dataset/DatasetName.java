package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of a dataset within its source.
 *
 * @param value 1 to 63 characters: lower-case letters, digits, {@code -} and {@code _}, starting with a letter or digit
 */
public record DatasetName(@JsonValue String value) implements Comparable<DatasetName> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /** The dataset that every source has: all its ordinary and partitioned tables. */
    public static final DatasetName ALL = new DatasetName("all");

    @JsonCreator
    public DatasetName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A dataset name has 1 to 63 characters of a-z, 0-9, - and _, not '%s'".formatted(value));
        }
    }

    @Override
    public int compareTo(DatasetName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
