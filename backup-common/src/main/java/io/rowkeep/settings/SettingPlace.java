package io.rowkeep.settings;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One place where settings stand: its values by the name of the environment, and how it spells a key to a person. */
final class SettingPlace {

    private static final String PREFIX = "ROWKEEP_";
    private static final int LIKELY_MISSPELLING = 2;
    private static final int LIKELY_SUGGESTION = 4;

    private final Map<String, Given> values = new TreeMap<>();
    private final UnaryOperator<String> spelling;
    private final String where;

    private SettingPlace(UnaryOperator<String> spelling, String where) {
        this.spelling = spelling;
        this.where = where;
    }

    static SettingPlace environment(Map<String, String> variables) {
        SettingPlace place = new SettingPlace(SettingPlace::variable, "");
        variables.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                place.values.put(name, new Given(name, value));
            }
        });
        return place;
    }

    static SettingPlace file(Map<String, String> entries) {
        SettingPlace place = new SettingPlace(UnaryOperator.identity(), " in the configuration file");
        entries.forEach((key, value) -> {
            Given other = place.values.put(variable(key), new Given(key, value));
            if (other != null) {
                throw new BackupException(
                        ErrorCode.INVALID_SETTING,
                        "%s and %s in the configuration file are the same setting".formatted(other.name(), key));
            }
        });
        return place;
    }

    /** The value; null when not set here or blank. */
    @Nullable
    String value(String key) {
        Given given = values.get(variable(key));
        return given == null || given.value().isBlank() ? null : given.value().strip();
    }

    /** The key as a person finds it here. */
    String shown(String key) {
        return spelling.apply(key) + where;
    }

    /** The first name here that is none of the keys. */
    Optional<String> firstUnknown(Collection<String> known) {
        return values.entrySet().stream()
                .filter(entry -> known.stream().noneMatch(key -> variable(key).equals(entry.getKey())))
                .map(entry -> entry.getValue().name())
                .findFirst();
    }

    /** A name here that is probably meant to be this key. */
    Optional<String> misspelling(String key, Collection<String> known) {
        return values.entrySet().stream()
                .filter(entry ->
                        known.stream().noneMatch(other -> variable(other).equals(entry.getKey())))
                .filter(entry -> EditDistance.between(entry.getKey(), variable(key)) <= LIKELY_MISSPELLING)
                .map(entry -> entry.getValue().name())
                .findFirst();
    }

    /** The sentence about a name that is no setting. */
    String unknown(String given, Collection<String> known) {
        String sentence = "%s%s is not a setting".formatted(given, where);
        return known.stream()
                .min(Comparator.comparingInt(key -> EditDistance.between(variable(given), variable(key))))
                .filter(key -> EditDistance.between(variable(given), variable(key)) <= LIKELY_SUGGESTION)
                .map(key -> "%s; did you mean %s?".formatted(sentence, spelling.apply(key)))
                .orElse(sentence);
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** A name as it was given, with its value. */
    private record Given(String name, String value) {}
}
