package io.rowkeep.difference;

import io.rowkeep.job.DifferenceKind;
import io.rowkeep.message.MessageMapper;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A line of a list: one difference as an object of JSON. */
final class DifferenceLine {

    /** A longer one is neither written nor read: it has to be held in memory. Long values are cut by the server that prints them. */
    static final int MAX_BYTES = 16 << 20;

    private DifferenceLine() {}

    /**
     * The kind of the difference, read from the object's own field of that name.
     *
     * @throws IllegalArgumentException when the line is no difference
     */
    static DifferenceKind kind(byte[] bytes, int length) {
        try (JsonParser json = MessageMapper.JSON.createParser(bytes, 0, length)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("kind")) {
                    return DifferenceKind.parse(json.getString());
                }
                json.skipChildren();
            }
        }
        throw new IllegalArgumentException("The line of a difference does not say its kind");
    }
}
