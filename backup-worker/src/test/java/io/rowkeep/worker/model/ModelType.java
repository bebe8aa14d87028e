package io.rowkeep.worker.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Types of columns, each with some values as the server prints them. */
enum ModelType {
    INT("int", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"),
    BIGINT("bigint", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "9007199254740993"),
    BOOLEAN("boolean", "true", "false"),
    TEXT("text", "", "a", "A", "b", "tab\tand\nline", "quote ' \" \\N", "größer \u0001 𝄞"),
    CITEXT("public.citext", "a", "A", "b", "B", "c", "C", "d", "e", "f"),
    NUMERIC("numeric", "1", "1.0", "1.00", "2", "2.0", "-0.50", "NaN", "Infinity", "12345678901234567890.5"),
    FLOAT8("float8", "0", "-0", "1.5", "NaN", "1e+300", "-Infinity"),
    TIMESTAMPTZ(
            "timestamptz",
            "2020-01-01 00:00:00+00",
            "2020-01-01 00:00:00.000001+00",
            "2021-06-01 12:00:00+00",
            "0001-12-31 00:00:00+00 BC",
            "infinity"),
    BYTEA("bytea", "\\x", "\\x00", "\\x00ff", "\\x5c6e", "\\x61"),
    JSONB("jsonb", "null", "{}", "[1, 1.0]", "{\"a\": null}", "\"text\""),
    JSON("json", "null", "{\"a\":1, \"a\":2}", "{\"a\" : 1}"),
    INT_ARRAY("int[]", "{}", "{1,NULL}", "[0:1]={1,2}", "{{1},{2}}"),
    TEXT_ARRAY("text[]", "{}", "{NULL,\"NULL\",\"\"}", "{a}"),
    MOOD("public.mood", "sad", "ok", "happy");

    private final String sql;
    private final List<String> samples;

    ModelType(String sql, String... samples) {
        this.sql = sql;
        this.samples = List.of(samples);
    }

    /** Its name in a statement, whatever the search path. */
    String sql() {
        return sql;
    }

    String any(Random random) {
        return samples.get(random.nextInt(samples.size()));
    }

    /** The same text for all values that the type calls equal. */
    String canonical(String value) {
        return switch (this) {
            case CITEXT -> value.toLowerCase(Locale.ROOT);
            case NUMERIC ->
                Character.isLetter(value.charAt(value.length() - 1))
                        ? value
                        : new BigDecimal(value).stripTrailingZeros().toPlainString();
            case FLOAT8 -> value.equals("-0") ? "0" : value;
            default -> value;
        };
    }

    /** A value as it stands in a statement. */
    String literal(String value) {
        return "'%s'::%s".formatted(value.replace("'", "''"), sql);
    }
}
