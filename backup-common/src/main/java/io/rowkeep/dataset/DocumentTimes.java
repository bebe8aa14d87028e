package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/**
 * How documents write dates with a time, where not as the server prints them. No digit is lost, and an import reads what was there.
 * What is no such date stays as the server printed it: {@code infinity}, years before Christ and beyond 9999.
 */
public enum DocumentTimes {
    /** {@code 2025-10-01T10:00:00.000000}, with {@code +00:00} for a column with a time zone. */
    ISO(6, "+00:00"),
    /** {@code 2024-01-15T10:30:00.000Z}, also for columns without a time zone: for applications that keep UTC there. */
    UTC(3, "Z");

    private static final int MOST_DIGITS = 6;

    private final int leastDigits;
    private final String zone;

    DocumentTimes(int leastDigits, String zone) {
        this.leastDigits = leastDigits;
        this.zone = zone;
    }

    /**
     * Reads the name used in configurations and manifests.
     *
     * @throws IllegalArgumentException when there is no such way
     */
    @JsonCreator
    public static DocumentTimes parse(String text) {
        return Arrays.stream(values())
                .filter(times -> times.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The times of a document are iso or utc, not '%s'".formatted(text)));
    }

    /** The name in configurations and manifests. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A {@code timestamp}, as the server prints it. */
    public String timestamp(String printed) {
        return CellTimes.isMoment(printed) ? written(printed) + (this == UTC ? zone : "") : printed;
    }

    /** A {@code timestamptz}, which the server prints in UTC. */
    public String instant(String printed) {
        String moment = CellTimes.inUtc(printed);
        return moment.isEmpty() ? printed : written(moment) + zone;
    }

    private String written(String moment) {
        int point = moment.indexOf('.');
        String seconds = point < 0 ? moment : moment.substring(0, point);
        String digits = point < 0 ? "" : moment.substring(point + 1);
        int length = digits.length() > leastDigits ? MOST_DIGITS : leastDigits;
        return seconds.replace(' ', 'T') + '.' + digits + "0".repeat(length - digits.length());
    }
}
