package io.rowkeep.quickstart.example;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What names in braces stand for in a README: {@code {backup}}, {@code {job}} … are the last ones that there were. */
final class Variables {

    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

    private final Map<String, String> values = new HashMap<>();

    void put(String name, String value) {
        values.put(name, value);
    }

    /** The call with all names replaced. */
    Step.Call fill(Step.Call call) {
        return new Step.Call(
                call.method(), fill(call.path()), call.headers(), fill(call.body()), call.expected(), call.words());
    }

    private String fill(String text) {
        return NAME.matcher(text).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value == null) {
                throw new TourFailure("Nothing is known of {%s} yet".formatted(match.group(1)));
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
