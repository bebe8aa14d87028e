package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a downloaded file is called, without its extension.
 *
 * @param text where <code>{table}</code> stands for the table's name, and any other braces hold a pattern of {@code java.time} for the
 *     moment of the backup: <code>{table}_backup_{yyyyMMdd_HHmmss}</code>
 */
public record FileNamePattern(@JsonValue String text) {

    private static final String TABLE = "table";
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern FORBIDDEN = Pattern.compile("[/\\\\:*?\"<>|\\p{Cntrl}]");
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z][A-Za-z0-9]{1,4}$");
    private static final LocalDateTime SAMPLE = LocalDateTime.of(2026, 12, 31, 23, 59, 59, 999_999_000);

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException in a sentence that says what is wrong with it
     */
    @JsonCreator
    public FileNamePattern {
        require(!text.isBlank(), text, "is blank");
        require(
                !FORBIDDEN.matcher(text).find(),
                text,
                "has a control character, or one of / \\ : * ? \" < > | which no file name has everywhere");
        String plain = BRACES.matcher(text).replaceAll("");
        require(
                plain.indexOf('{') < 0 && plain.indexOf('}') < 0,
                text,
                "has a brace without its other one, or braces within braces");
        require(
                !EXTENSION.matcher(text).find(),
                text,
                "ends with an extension: leave it out, each format of a download adds its own");
        fill(
                text,
                TABLE,
                pattern -> CellTimes.checked(
                        pattern, SAMPLE, "a date and time, such as yyyyMMdd_HHmmss, nor is it table"));
    }

    /** Whether files of different tables have different names. */
    public boolean namesTable() {
        return text.contains("{" + TABLE + "}");
    }

    /**
     * The name.
     *
     * @param subject what stands for <code>{table}</code>: the table, or what the file has instead of one
     * @param moment of the backup, in the zone whose time the name tells
     */
    public String name(String subject, ZonedDateTime moment) {
        return fill(text, subject, pattern -> CellTimes.formatter(pattern).format(moment));
    }

    private static String fill(String text, String subject, Function<String, String> time) {
        return BRACES.matcher(text).replaceAll(braces -> {
            String inner = braces.group(1);
            return Matcher.quoteReplacement(inner.equals(TABLE) ? subject : time.apply(inner));
        });
    }

    private static void require(boolean good, String text, String wrong) {
        if (!good) {
            throw new IllegalArgumentException("The file name '%s' %s".formatted(text, wrong));
        }
    }
}
