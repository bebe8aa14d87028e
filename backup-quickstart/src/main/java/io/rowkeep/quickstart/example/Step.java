package io.rowkeep.quickstart.example;

import java.util.List;
import java.util.Map;

/** Something that happens in a README. */
sealed interface Step {

    /**
     * A call over HTTP; names in braces stand for what earlier answers gave.
     *
     * @param path with its query
     * @param body empty for none
     * @param expected the status that the answer has; 0 for any of success
     * @param words what the answer says
     */
    record Call(String method, String path, Map<String, String> headers, String body, int expected, List<String> words)
            implements Step {

        /** The same with the answer that it gets. */
        Call answered(int status, List<String> lines) {
            return new Call(method, path, headers, body, status, lines);
        }
    }

    /** What happens to the rows meanwhile, without Rowkeep. */
    record Change(String statements) implements Step {}
}
