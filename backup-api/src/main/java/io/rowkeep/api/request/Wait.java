package io.rowkeep.api.request;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a caller is ready to wait for an answer.
 *
 * @param duration 0 to 60 seconds
 */
public record Wait(Duration duration) {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(ms|s|m)?");

    /**
     * Reads {@code 20s}, {@code 500ms}, {@code 1m} or plain seconds.
     *
     * @throws IllegalArgumentException when it is none of them, or more than a minute
     */
    public static Wait parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("A wait is written 20s, 500ms or 1m, not '%s'".formatted(text));
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case null, default -> Duration.ofSeconds(amount);
        };
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A wait is at most 60s, not '%s'".formatted(text));
        }
        return new Wait(duration);
    }
}
