package io.rowkeep.dataset;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes the server's dates for people. What has no place in a pattern stays as the server printed it: {@code infinity}, years
 * before Christ and beyond 9999. Thread-safe.
 */
public final class CellTimes {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern MOMENT = Pattern.compile(DAY + " \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?");
    private static final String UTC = "+00";
    private static final int LAST_YEAR = 9999;

    /** {@code DD-MM-YYYY} is what people write and never what they mean. */
    private static final Pattern DAY_OF_YEAR_OR_WEEK_YEAR = Pattern.compile("[DY]");

    private static final Pattern LITERAL = Pattern.compile("'[^']*'");
    private static final LocalDateTime SAMPLE = LocalDateTime.of(2026, 12, 31, 23, 59, 59, 999_999_000);

    private final DateTimeFormatter dates;
    private final DateTimeFormatter days;
    private final ZoneId zone;

    CellTimes(String datePattern, String dayPattern, ZoneId zone) {
        this.dates = formatter(datePattern);
        this.days = formatter(dayPattern);
        this.zone = zone;
    }

    /** Refuses what is not a pattern for a date with a time and without a zone. */
    static void checkDatePattern(String pattern) {
        checked(pattern, SAMPLE, "a date and time, such as " + SpreadsheetProfile.DEFAULT_DATE_PATTERN);
    }

    /** Refuses what is not a pattern for a date. */
    static void checkDayPattern(String pattern) {
        checked(pattern, SAMPLE.toLocalDate(), "a date, such as " + SpreadsheetProfile.DEFAULT_DAY_PATTERN);
    }

    /** A {@code date}. */
    public String day(String printed) {
        return DAY.matcher(printed).matches() ? days.format(LocalDate.parse(printed)) : printed;
    }

    /** A {@code timestamp}: no zone changes it. */
    public String timestamp(String printed) {
        return isMoment(printed) ? dates.format(moment(printed)) : printed;
    }

    /** A {@code timestamptz}, which the server prints in UTC. */
    public String instant(String printed) {
        String utc = inUtc(printed);
        if (utc.isEmpty()) {
            return printed;
        }
        LocalDateTime there =
                moment(utc).atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime();
        return there.getYear() < 1 || there.getYear() > LAST_YEAR ? printed : dates.format(there);
    }

    /** Whether the server printed a date with a time, and no zone. */
    static boolean isMoment(String printed) {
        return MOMENT.matcher(printed).matches();
    }

    /** The date and time of what the server printed in UTC, without the zone; empty when it is none. */
    static String inUtc(String printed) {
        String utc = printed.endsWith(UTC) ? printed.substring(0, printed.length() - UTC.length()) : "";
        return isMoment(utc) ? utc : "";
    }

    private static LocalDateTime moment(String printed) {
        return LocalDateTime.parse(printed.replace(' ', 'T'));
    }

    /**
     * The sample as a pattern writes it.
     *
     * @throws IllegalArgumentException when it is no pattern for that, or means what nobody wants to write
     */
    static String checked(String pattern, TemporalAccessor sample, String meaning) {
        try {
            if (pattern.isBlank() || pattern.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("It is blank, or has a control character");
            }
            if (DAY_OF_YEAR_OR_WEEK_YEAR
                    .matcher(LITERAL.matcher(pattern).replaceAll(""))
                    .find()) {
                throw new IllegalArgumentException("D is the day of the year, Y the year of its week");
            }
            return formatter(pattern).format(sample);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("'%s' is not a java.time pattern for %s".formatted(pattern, meaning), e);
        }
    }

    static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
