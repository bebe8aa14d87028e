package io.rowkeep.applications;

import io.rowkeep.judge.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The stream of all events as one reader gets it, line by line.
 *
 * @param lines of the answer, as they come
 */
record EventLines(Stream<String> lines) {

    /** Opens the stream after an event. */
    static EventLines after(Api reader, String event) {
        return new EventLines(reader.lines("/api/v1/events?lastEventId=" + event));
    }

    /** The id of the event that ended a job. */
    static String lastOf(Api reader, String job) {
        String id = "";
        for (String line : after(reader, "00000000-0000-0000-0000-000000000000").upToCompletionOf(job)) {
            id = line.startsWith("id: ") ? line.substring(4) : id;
        }
        return id;
    }

    /** All lines but progress, which comes or does not, up to the one that tells of the completion of a job. */
    CompletableFuture<List<String>> untilCompletionOf(String job) {
        return CompletableFuture.supplyAsync(() -> upToCompletionOf(job));
    }

    private List<String> upToCompletionOf(String job) {
        List<String> read = new ArrayList<>();
        try (lines) {
            for (String line : (Iterable<String>) lines::iterator) {
                boolean recorded =
                        line.startsWith("id: ") || (line.startsWith("data: ") && !line.contains(".progressed."));
                if (recorded) {
                    read.add(line);
                }
                if (line.contains(".completed.") && line.contains(job)) {
                    break;
                }
            }
        }
        return read;
    }
}
