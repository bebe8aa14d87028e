package io.rowkeep.format;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A column as an encoder or decoder needs to know it.
 *
 * @param name as the database has it; any Unicode, it becomes the key in JSON
 * @param mapping how its values are written in JSON; CSV and native do not ask
 * @param wording makes what JSON shows of what the server printed, for documents that nobody stores; never handed NULL or more than
 *     {@value #LONGEST_REWORDED} bytes, which no value that needs it has. Null when the server's text is shown
 */
public record FormatColumn(
        String name, ColumnMapping mapping, @Nullable UnaryOperator<String> wording) {

    static final int LONGEST_REWORDED = 64;

    /** A column that is written as the server prints it. */
    public FormatColumn(String name, ColumnMapping mapping) {
        this(name, mapping, null);
    }
}
