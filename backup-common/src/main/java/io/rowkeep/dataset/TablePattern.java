package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Selects tables by name: {@code schema.name} where {@code *} outside quotes stands for any run of characters within its piece.
 *
 * @param text as configured, for example {@code public.*} or {@code public."odd.name"}
 */
public record TablePattern(@JsonValue String text) {

    @JsonCreator
    public TablePattern {
        regex(text);
    }

    /** Whether this pattern selects the table. */
    public boolean matches(TableName table) {
        return regex(text).matcher(table.schema() + '\0' + table.name()).matches();
    }

    /** Whether the pattern can only select the one table that it spells out. */
    public boolean isExact() {
        return !regex(text).pattern().contains("[^\0]*");
    }

    private static Pattern regex(String text) {
        StringBuilder regex = new StringBuilder();
        boolean inQuotes = false;
        int dots = 0;
        for (int at = 0; at < text.length(); at++) {
            int c = text.codePointAt(at);
            if (c == '"') {
                boolean doubled = inQuotes && at + 1 < text.length() && text.charAt(at + 1) == '"';
                if (doubled) {
                    regex.append("\"");
                    at++;
                } else {
                    inQuotes = !inQuotes;
                }
            } else if (c == '.' && !inQuotes) {
                regex.append('\0');
                dots++;
            } else if (c == '*' && !inQuotes) {
                regex.append("[^\0]*");
            } else {
                // A whole character: half a surrogate pair would match nothing.
                regex.append(Pattern.quote(Character.toString(c)));
                at += Character.charCount(c) - 1;
            }
        }
        if (text.isBlank() || inQuotes || dots > 1) {
            throw new IllegalArgumentException(
                    "A table pattern is written schema.name with * for any characters, not '%s'".formatted(text));
        }
        String prefix = dots == 0 ? "public\0" : "";
        return Pattern.compile(prefix + regex, Pattern.DOTALL);
    }
}
