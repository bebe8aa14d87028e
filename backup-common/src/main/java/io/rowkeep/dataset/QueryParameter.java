package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that a query is asked with. Every one must be given.
 *
 * @param min the least value of an {@code integer}; null when there is none
 * @param max the greatest value of an {@code integer}; null when there is none
 * @param values the only values of a {@code text}; empty when all are right
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QueryParameter(
        String name,
        ParameterType type,
        @Nullable Long min,
        @Nullable Long max,
        List<String> values) {

    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_SHOWN = 100;
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    public QueryParameter {
        values = values == null ? List.of() : List.copyOf(values);
    }

    /**
     * Checks a value, wherever it comes from.
     *
     * @return the one way to write it: an integer without needless zeros, everything else as it is
     * @throws InvalidParameter in a sentence that names the parameter and says what would be right
     */
    public String checked(String text) {
        return switch (type) {
            case INTEGER -> Long.toString(integer(text));
            case TEXT -> require(isRightText(text), text);
            case DATE -> require(isDay(text), text);
            case BOOLEAN -> require(text.equals("true") || text.equals("false"), text);
        };
    }

    /** What a value is, as the end of a sentence: {@code a whole number from 1 to 12}. */
    String meaning() {
        return switch (type) {
            case INTEGER -> "a whole number" + range();
            case TEXT ->
                values.isEmpty()
                        ? "a text of at most %d characters".formatted(LONGEST_TEXT)
                        : "one of " + String.join(", ", values);
            case DATE -> "a day such as 2025-06-30";
            case BOOLEAN -> "true or false";
        };
    }

    private String range() {
        if (min != null && max != null) {
            return " from %d to %d".formatted(min, max);
        }
        if (min != null) {
            return " from %d".formatted(min);
        }
        return max == null ? "" : " of at most %d".formatted(max);
    }

    private long integer(String text) {
        if (!INTEGER.matcher(text).matches()) {
            throw wrong(text);
        }
        try {
            long value = Long.parseLong(text);
            require((min == null || value >= min) && (max == null || value <= max), text);
            return value;
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
    }

    private boolean isRightText(String text) {
        return values.isEmpty()
                ? text.length() <= LONGEST_TEXT && text.codePoints().noneMatch(QueryParameter::isNoCharacter)
                : values.contains(text);
    }

    // No database stores the first, and half of a surrogate pair is no character.
    private static boolean isNoCharacter(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static boolean isDay(String text) {
        try {
            return DAY.matcher(text).matches() && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private String require(boolean right, String text) {
        if (!right) {
            throw wrong(text);
        }
        return text;
    }

    private InvalidParameter wrong(String text) {
        String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
        return new InvalidParameter(name, "The parameter '%s' is %s, not '%s'".formatted(name, meaning(), shown));
    }
}
