package io.rowkeep.worker.settings;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.settings.EditDistance;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping in the configuration file, read strictly: every error is one sentence with the path. A key without a value counts as
 * not there. Whatever was never asked for is unknown to {@link #refuseUnknown()}. Not thread-safe.
 */
final class ConfigSection {

    private static final int LIKELY_MISSPELLING = 3;

    private final String path;
    private final Map<String, @Nullable Object> values;
    private final Set<String> known = new LinkedHashSet<>();

    private ConfigSection(String path, Map<String, @Nullable Object> values) {
        this.path = path;
        this.values = values;
    }

    /** The whole document. */
    static ConfigSection top(@Nullable Object document) {
        return new ConfigSection("", document == null ? Map.of() : mapping("The configuration file", document));
    }

    /** The path of one of its keys. */
    String pathOf(String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }

    /** The keys, in the order of the file. */
    Set<String> keys() {
        return values.keySet();
    }

    /**
     * A text without which nothing works.
     *
     * @param meaning what it is, as the end of the sentence "… is missing: "
     */
    String required(String key, String meaning) {
        return text(key).filter(text -> !text.isBlank()).orElseThrow(() -> missing(key, meaning));
    }

    /** A text that may be left out, or be empty. */
    Optional<String> text(String key) {
        known.add(key);
        return switch (values.get(key)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw wrong(key, "must be text");
        };
    }

    /** Whether there is a mapping, where a text would do as well. */
    boolean isSection(String key) {
        return values.get(key) instanceof Map;
    }

    /** A list of texts; empty when it is left out. */
    Optional<List<String>> texts(String key) {
        known.add(key);
        return switch (values.get(key)) {
            case null -> Optional.empty();
            case List<?> list ->
                Optional.of(list.stream().map(item -> itemText(key, item)).toList());
            default -> throw wrong(key, "must be a list such as [one, two]");
        };
    }

    /** A mapping within this one. */
    Optional<ConfigSection> section(String key) {
        known.add(key);
        Object value = values.get(key);
        return value == null || value.equals("")
                ? Optional.empty()
                : Optional.of(new ConfigSection(pathOf(key), mapping(pathOf(key), value)));
    }

    /** Puts all texts below this section, but for some of its keys, into a map by their whole path. */
    void flatten(Set<String> except, Map<String, String> flat) {
        for (String key : keys()) {
            if (except.contains(key)) {
                continue;
            }
            switch (values.get(key)) {
                case Map<?, ?> inner ->
                    new ConfigSection(pathOf(key), mapping(pathOf(key), inner)).flatten(Set.of(), flat);
                case null -> flat.put(pathOf(key), "");
                default -> text(key).ifPresent(text -> flat.put(pathOf(key), text));
            }
        }
    }

    /** Call when everything was asked for: refuses a key that nobody wanted to know, naming the nearest one that is known. */
    void refuseUnknown() {
        for (String key : keys()) {
            if (!known.contains(key)) {
                throw unknown(key, known);
            }
        }
    }

    /** The error for a value that only the caller can judge. */
    BackupException wrong(String key, String rule) {
        return new BackupException(ErrorCode.INVALID_SETTING, "%s %s".formatted(pathOf(key), rule));
    }

    /** Reads a value with a parser that refuses in a sentence of its own. */
    <T> T parse(String key, String text, Parser<T> parser) {
        try {
            return parser.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BackupException(ErrorCode.INVALID_SETTING, "%s: %s".formatted(pathOf(key), e.getMessage()), e);
        }
    }

    /** The error for a key without a value; a misspelt one is the likelier reason, and then the more useful sentence. */
    BackupException missing(String key, String meaning) {
        return keys().stream()
                .filter(given -> !known.contains(given))
                .filter(given -> EditDistance.between(given, key) <= LIKELY_MISSPELLING)
                .findFirst()
                .map(given -> unknown(given, Set.of(key)))
                .orElseGet(() -> wrong(key, "is missing: " + meaning));
    }

    private BackupException unknown(String given, Set<String> candidates) {
        String hint = candidates.stream()
                .min(Comparator.comparingInt(candidate -> EditDistance.between(given, candidate)))
                .filter(candidate -> EditDistance.between(given, candidate) <= LIKELY_MISSPELLING)
                .map("; did you mean %s?"::formatted)
                .orElse("");
        return wrong(given, "is not a setting" + hint);
    }

    private String itemText(String key, @Nullable Object item) {
        if (item instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(key, "must be a list of texts");
    }

    private static Map<String, @Nullable Object> mapping(String path, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new BackupException(
                    ErrorCode.INVALID_SETTING, "%s must be a mapping of keys to values".formatted(path));
        }
        Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
        map.forEach((key, item) -> mapping.put(String.valueOf(key), item));
        return mapping;
    }

    /** Makes a value of a text. */
    interface Parser<T> {
        T parse(String text);
    }
}
