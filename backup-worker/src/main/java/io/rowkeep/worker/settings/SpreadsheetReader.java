package io.rowkeep.worker.settings;

import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code spreadsheet} of a dataset: date patterns, time zone, columns and headings. */
final class SpreadsheetReader {

    private static final String DATE_PATTERN = "datePattern";
    private static final String DAY_PATTERN = "dayPattern";
    private static final String TIME_ZONE = "timeZone";

    private SpreadsheetReader() {}

    static SpreadsheetProfile read(ConfigSection section) {
        SpreadsheetProfile plain = SpreadsheetProfile.PLAIN;
        String datePattern = section.text(DATE_PATTERN).orElse(plain.datePattern());
        String dayPattern = section.text(DAY_PATTERN).orElse(plain.dayPattern());
        ZoneId zone = section.text(TIME_ZONE).map(text -> zone(section, text)).orElse(plain.timeZone());
        Map<TableName, Map<String, String>> columns =
                section.section("columns").map(SpreadsheetReader::tables).orElse(Map.of());
        section.refuseUnknown();
        section.parse(DATE_PATTERN, datePattern, pattern -> withPatterns(pattern, plain.dayPattern()));
        section.parse(DAY_PATTERN, dayPattern, pattern -> withPatterns(plain.datePattern(), pattern));
        return new SpreadsheetProfile(datePattern, dayPattern, zone, columns);
    }

    /** Each pattern is tried alone, so that the error is about the setting that is wrong. */
    private static SpreadsheetProfile withPatterns(String datePattern, String dayPattern) {
        return new SpreadsheetProfile(datePattern, dayPattern, SpreadsheetProfile.PLAIN.timeZone(), Map.of());
    }

    private static ZoneId zone(ConfigSection section, String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw section.wrong(
                    TIME_ZONE,
                    "is '%s', but must be the IANA name of a zone, such as Asia/Colombo or UTC".formatted(text));
        }
        return ZoneId.of(text);
    }

    private static Map<TableName, Map<String, String>> tables(ConfigSection section) {
        Map<TableName, Map<String, String>> tables = new LinkedHashMap<>();
        for (String key : section.keys()) {
            if (!section.parse(key, key, TablePattern::new).isExact()) {
                throw section.wrong(key, "must be one table: headings take no *");
            }
            TableName table = section.parse(key, key, TableName::parse);
            ConfigSection headings = section.section(key)
                    .orElseThrow(() -> section.wrong(
                            key, "is empty: list columns with their headings, or leave the table out to show all"));
            if (tables.put(table, headings(headings)) != null) {
                throw section.wrong(key, "lists the columns of table %s a second time".formatted(table));
            }
        }
        return tables;
    }

    private static Map<String, String> headings(ConfigSection section) {
        Map<String, String> headings = new LinkedHashMap<>();
        for (String column : section.keys()) {
            String heading = section.required(column, "the heading of the column");
            if (heading.chars().anyMatch(Character::isISOControl)) {
                throw section.wrong(column, "has a heading with a control character");
            }
            headings.put(column, heading);
        }
        return headings;
    }
}
