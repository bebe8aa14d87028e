package io.rowkeep.quickstart.example;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an example's README does. A block {@code http} is a call: the request line, headers, an empty line and the body. One that begins with
 * {@code HTTP/1.1} is the answer that the call before it gets: its status, and words that it has. A block {@code sql} or {@code mongodb} is what
 * the application does meanwhile.
 *
 * @param title the heading of it all
 * @param sections in their order, only those in which something happens
 */
record Readme(String title, List<Section> sections) {

    private static final Pattern BLOCK_OR_HEADING = Pattern.compile(
            "^(?<level>#{1,2}) (?<heading>[^\\n]+)$|^```(?<language>\\w*)\\n(?<text>.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern REQUEST = Pattern.compile("(?<method>[A-Z]+) (?<path>/\\S+)");
    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.1 (?<status>\\d{3}).*");

    /**
     * A chapter of it.
     *
     * @param steps at least one
     */
    record Section(String heading, List<Step> steps) {}

    static Readme of(String markdown) {
        String title = "";
        List<Section> sections = new ArrayList<>();
        Matcher matcher = BLOCK_OR_HEADING.matcher(markdown);
        while (matcher.find()) {
            String heading = matcher.group("heading");
            if (heading == null) {
                add(steps(sections), matcher.group("language"), matcher.group("text"));
            } else if (matcher.group("level").length() == 1) {
                title = heading;
            } else {
                sections.add(new Section(heading, new ArrayList<>()));
            }
        }
        sections.removeIf(section -> section.steps().isEmpty());
        return new Readme(title, List.copyOf(sections));
    }

    /** Of the section that has begun; what comes before the first one is for the reader only. */
    private static List<Step> steps(List<Section> sections) {
        return sections.isEmpty() ? new ArrayList<>() : sections.getLast().steps();
    }

    private static void add(List<Step> steps, String language, String text) {
        switch (language) {
            case "sql", "mongodb" -> steps.add(new Step.Change(text));
            case "http" -> addHttp(steps, text.lines().toList());
            default -> {
                // For the reader only.
            }
        }
    }

    private static void addHttp(List<Step> steps, List<String> lines) {
        Matcher answer = ANSWER.matcher(lines.getFirst());
        if (answer.matches() && !steps.isEmpty() && steps.getLast() instanceof Step.Call call) {
            List<String> words =
                    lines.stream().skip(1).filter(line -> !line.isBlank()).toList();
            steps.set(steps.size() - 1, call.answered(Integer.parseInt(answer.group("status")), words));
        } else {
            steps.add(call(lines));
        }
    }

    private static Step.Call call(List<String> lines) {
        Matcher request = REQUEST.matcher(lines.getFirst());
        if (!request.matches()) {
            throw new IllegalStateException("A call begins with a method and a path, not with " + lines.getFirst());
        }
        int end = lines.indexOf("");
        int headersEnd = end < 0 ? lines.size() : end;
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : lines.subList(1, headersEnd)) {
            String[] parts = header.split(": *", 2);
            headers.put(parts[0], parts[1]);
        }
        String body = String.join("\n", lines.subList(Math.min(headersEnd + 1, lines.size()), lines.size()));
        return new Step.Call(request.group("method"), request.group("path"), headers, body, 0, List.of());
    }
}
