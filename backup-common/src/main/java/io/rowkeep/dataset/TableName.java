package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;

/**
 * The name of a table: its schema and its own name, exactly as the server spells them.
 *
 * <p>Its text form is {@code schema.name}; a piece that holds a dot, a double quote or a {@code *}, or that is empty, is written in
 * double quotes with quotes doubled ({@code public."odd.name"}). Text without a dot means a table of schema {@code public}.
 */
public record TableName(String schema, String name) implements Comparable<TableName> {

    private static final Comparator<TableName> ORDER =
            Comparator.comparing(TableName::schema).thenComparing(TableName::name);

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when it is not one
     */
    @JsonCreator
    public static TableName parse(String text) {
        return QuotedPieces.tableName(text);
    }

    /** The shortest text that {@link #parse} reads as this name: without the schema where that is {@code public}. */
    public String shortText() {
        return schema.equals(QuotedPieces.USUAL_SCHEMA) ? QuotedPieces.quote(name) : toString();
    }

    @Override
    public int compareTo(TableName other) {
        return ORDER.compare(this, other);
    }

    @JsonValue
    @Override
    public String toString() {
        return QuotedPieces.quote(schema) + '.' + QuotedPieces.quote(name);
    }
}
