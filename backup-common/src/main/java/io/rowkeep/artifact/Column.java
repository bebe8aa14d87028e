package io.rowkeep.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.format.ColumnMapping;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column of a stored table.
 *
 * @param type the server's full spelling of the type, for example {@code numeric(10,2)} or {@code public.mood[]}
 * @param mapping how its values stand in JSON
 * @param identity {@code always} or {@code by default} for an identity column, else null
 * @param labels of an enum type, or of the enum that an array or domain is made of, in order; null for every other type, and in
 *     backups from before they were recorded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Column(
        String name,
        String type,
        ColumnMapping mapping,
        boolean notNull,
        @Nullable String identity,
        @Nullable List<String> labels) {

    private static final Pattern TIMESTAMP = Pattern.compile("timestamp(\\(\\d\\))? without time zone");
    private static final Pattern TIMESTAMPTZ = Pattern.compile("timestamp(\\(\\d\\))? with time zone");

    public Column {
        labels = labels == null ? null : List.copyOf(labels);
    }

    /** A column of no enum type. */
    public Column(String name, String type, ColumnMapping mapping, boolean notNull, @Nullable String identity) {
        this(name, type, mapping, notNull, identity, null);
    }

    /**
     * How its dates with a time are worded.
     *
     * @param local for a type without a time zone, of whatever precision
     * @param instant for one with a time zone
     * @return null for a column of another type
     */
    @Nullable
    UnaryOperator<String> timesWorded(UnaryOperator<String> local, UnaryOperator<String> instant) {
        if (TIMESTAMP.matcher(type).matches()) {
            return local;
        }
        return TIMESTAMPTZ.matcher(type).matches() ? instant : null;
    }
}
