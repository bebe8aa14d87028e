package io.rowkeep.format;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A column of a spreadsheet.
 *
 * @param field which field of the line it shows, from 0
 * @param heading what stands above it
 * @param wording makes what is shown of what the server printed; never handed NULL or more than 64 bytes, which no value that needs
 *     it has. Null when the server's text is shown
 */
public record SpreadsheetColumn(
        int field, String heading, @Nullable UnaryOperator<String> wording) {}
