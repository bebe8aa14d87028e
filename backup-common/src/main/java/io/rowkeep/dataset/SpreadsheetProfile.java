package io.rowkeep.dataset;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the tables of a dataset look as spreadsheets. Manifests hold it as it was when the backup was taken.
 *
 * @param datePattern how a date with a time is written, a pattern of {@code java.time}
 * @param dayPattern how a date is written
 * @param timeZone whose time a {@code timestamptz} shows
 * @param columns the columns of a table, by name, with their headings, in order; a table that is not here shows all of its columns
 *     under their own names
 */
public record SpreadsheetProfile(
        String datePattern, String dayPattern, ZoneId timeZone, Map<TableName, Map<String, String>> columns) {

    public static final String DEFAULT_DATE_PATTERN = "dd-MM-yyyy HH:mm:ss";
    public static final String DEFAULT_DAY_PATTERN = "dd-MM-yyyy";

    /** What holds where nothing is configured. */
    public static final SpreadsheetProfile PLAIN =
            new SpreadsheetProfile(DEFAULT_DATE_PATTERN, DEFAULT_DAY_PATTERN, ZoneId.of("UTC"), Map.of());

    /**
     * Checks the patterns.
     *
     * @throws IllegalArgumentException in a sentence that names the pattern
     */
    public SpreadsheetProfile {
        CellTimes.checkDatePattern(datePattern);
        CellTimes.checkDayPattern(dayPattern);
        Map<TableName, Map<String, String>> ordered = new LinkedHashMap<>();
        columns.forEach(
                (table, headings) -> ordered.put(table, Collections.unmodifiableMap(new LinkedHashMap<>(headings))));
        columns = Collections.unmodifiableMap(ordered);
    }

    /** Writes dates as this profile wants them. */
    public CellTimes times() {
        return new CellTimes(datePattern, dayPattern, timeZone);
    }
}
