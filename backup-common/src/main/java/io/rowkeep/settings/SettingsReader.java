package io.rowkeep.settings;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings strictly: a missing, misspelt or wrong one stops the start with one sentence that names it.
 *
 * <p>A setting is asked for by its key in the file ({@code rowkeep.s3.access-key}); its name in the environment follows
 * ({@code ROWKEEP_S3_ACCESS_KEY}), and the environment wins. A blank value counts as not set. Whatever was never asked for is
 * unknown to {@link #refuseUnknown()}. All errors are {@code INVALID_SETTING}. Not thread-safe.
 */
public final class SettingsReader {

    private final SettingPlace environment;
    private final SettingPlace file;
    private final Set<String> known = new TreeSet<>();

    private SettingsReader(SettingPlace environment, SettingPlace file) {
        this.environment = environment;
        this.file = file;
    }

    /** Reads from the environment alone; only its variables that begin with {@code ROWKEEP_} count. */
    public static SettingsReader of(Map<String, String> environment) {
        return of(environment, Map.of());
    }

    /** Reads from the environment, then from the values of a file, whose keys have the form {@code rowkeep.s3.access-key}. */
    public static SettingsReader of(Map<String, String> environment, Map<String, String> fileValues) {
        return new SettingsReader(SettingPlace.environment(environment), SettingPlace.file(fileValues));
    }

    /**
     * A setting without which nothing works.
     *
     * @param meaning what it is, as the end of the sentence "… is missing: "
     */
    public String required(String key, String meaning) {
        return optional(key).orElseThrow(() -> missing(key, meaning));
    }

    /** A setting that may be left out. */
    public Optional<String> optional(String key) {
        known.add(key);
        return Optional.ofNullable(place(key).value(key));
    }

    /** A text. */
    public String text(String key, String fallback) {
        return optional(key).orElse(fallback);
    }

    /** A whole number between two bounds, both included. */
    public int number(String key, int fallback, int least, int greatest) {
        return optional(key)
                .map(text -> {
                    Integer number = SettingValue.number(text);
                    if (number == null || number < least || number > greatest) {
                        throw notA(key, text, "a number from %d to %d".formatted(least, greatest));
                    }
                    return number;
                })
                .orElse(fallback);
    }

    /** A time span: {@code 500ms}, {@code 15s}, {@code 5m}, {@code 2h} or {@code 7d}. */
    public Duration duration(String key, Duration fallback) {
        return parsed(key, fallback, SettingValue::duration, "a time span such as 15s or 5m");
    }

    /** A number of bytes: {@code 4096}, {@code 64KiB}, {@code 64MiB} or {@code 2GiB}. */
    public long size(String key, long fallback) {
        return parsed(key, fallback, SettingValue::size, "a size such as 64MiB");
    }

    /** Yes or no. */
    public boolean flag(String key, boolean fallback) {
        return parsed(key, fallback, SettingValue::flag, "true or false");
    }

    /** One of an enum's constants, in any case, with {@code -} or {@code _}. */
    public <E extends Enum<E>> E choice(String key, E fallback) {
        Class<E> type = fallback.getDeclaringClass();
        String names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
        return parsed(key, fallback, text -> SettingValue.constant(type, text), "one of " + names);
    }

    /** The error for a value that only the caller can judge; the value itself is not shown. */
    public BackupException wrong(String key, String rule) {
        return new BackupException(
                ErrorCode.INVALID_SETTING, "%s %s".formatted(place(key).shown(key), rule));
    }

    /** Call when everything was asked for: refuses a setting that nobody wanted to know, naming the nearest one that is known. */
    public void refuseUnknown() {
        for (SettingPlace place : new SettingPlace[] {environment, file}) {
            place.firstUnknown(known).ifPresent(given -> {
                throw new BackupException(ErrorCode.INVALID_SETTING, place.unknown(given, known));
            });
        }
    }

    private <T> T parsed(String key, T fallback, ValueParser<T> parser, String form) {
        return optional(key)
                .map(text -> {
                    T value = parser.parse(text);
                    if (value == null) {
                        throw notA(key, text, form);
                    }
                    return value;
                })
                .orElse(fallback);
    }

    private BackupException notA(String key, String text, String form) {
        return wrong(key, "is '%s', not %s".formatted(text, form));
    }

    // A misspelt name is the likelier reason, and then the more useful sentence.
    private BackupException missing(String key, String meaning) {
        for (SettingPlace place : new SettingPlace[] {environment, file}) {
            Optional<String> misspelt = place.misspelling(key, known);
            if (misspelt.isPresent()) {
                return new BackupException(ErrorCode.INVALID_SETTING, place.unknown(misspelt.get(), Set.of(key)));
            }
        }
        return new BackupException(
                ErrorCode.INVALID_SETTING, "%s is missing: %s".formatted(environment.shown(key), meaning));
    }

    private SettingPlace place(String key) {
        return environment.value(key) == null && file.value(key) != null ? file : environment;
    }

    /** Reads a value; null when the text is not one. */
    private interface ValueParser<T> {
        @Nullable
        T parse(String text);
    }
}
