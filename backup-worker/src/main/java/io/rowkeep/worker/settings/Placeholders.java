package io.rowkeep.worker.settings;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills the placeholders of a parsed file from the environment. A placeholder is a dollar sign and a name in braces, where a colon
 * and a default may follow the name; two dollar signs stand for one that is none. What is filled in is never parsed again. Not
 * thread-safe.
 */
final class Placeholders {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$?\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<fallback>:[^}]*)?}|\\$\\{");

    private final Map<String, String> environment;
    private final int deepest;
    private final Set<String> variables = new TreeSet<>();

    Placeholders(Map<String, String> environment, int deepest) {
        this.environment = environment;
        this.deepest = deepest;
    }

    /** The variables that were named. */
    Set<String> variables() {
        return Set.copyOf(variables);
    }

    /** A copy of the parsed value with every text filled. */
    @Nullable
    Object fill(String path, @Nullable Object value) {
        return fill(path, value, 0);
    }

    private @Nullable Object fill(String path, @Nullable Object value, int depth) {
        if (depth > deepest) {
            throw wrong(path, "is nested too deeply");
        }
        return switch (value) {
            case String text -> fillText(path, text);
            case List<?> list -> {
                List<@Nullable Object> filled = new ArrayList<>();
                list.forEach(item -> filled.add(fill(path, item, depth + 1)));
                yield filled;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> filled = new LinkedHashMap<>();
                map.forEach((key, item) -> {
                    if (!(key instanceof String name)) {
                        throw wrong(path, "has a key that is not text");
                    }
                    filled.put(name, fill(path.isEmpty() ? name : path + '.' + name, item, depth + 1));
                });
                yield filled;
            }
            case null, default -> value;
        };
    }

    private String fillText(String path, String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.replaceAll(match -> {
            String whole = match.group();
            if (whole.startsWith("$$")) {
                return Matcher.quoteReplacement(whole.substring(1));
            }
            String name = match.group(1);
            if (name == null) {
                throw wrong(path, "has a placeholder that is not written ${NAME} or ${NAME:default}");
            }
            return Matcher.quoteReplacement(value(path, name, match.group(2)));
        });
    }

    private String value(String path, String name, @Nullable String fallback) {
        variables.add(name);
        String value = environment.getOrDefault(name, "");
        if (!value.isEmpty()) {
            return value;
        }
        if (fallback == null) {
            throw wrong(path, "refers to %s, which is not set in the environment".formatted(name));
        }
        return fallback.substring(1);
    }

    private static BackupException wrong(String path, String rule) {
        return new BackupException(
                ErrorCode.INVALID_SETTING, "%s %s".formatted(path.isEmpty() ? "The configuration file" : path, rule));
    }
}
