package io.rowkeep.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;

/** What the server answered, when it was no problem. */
final class Answer {

    private final int status;
    private final byte[] body;

    Answer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    int status() {
        return status;
    }

    <T> T as(Class<T> type) {
        return type.cast(read(Json.type(type)));
    }

    @SuppressWarnings("unchecked") // The type of the items was given to the reader.
    <T> Page<T> pageOf(Class<T> item) {
        return (Page<T>) read(Json.pageOf(item));
    }

    private Object read(JavaType type) {
        try {
            Object value = Json.MAPPER.readValue(body, type);
            if (value != null) {
                return value;
            }
            throw unreadable(null);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    private RowkeepException unreadable(@Nullable JacksonException cause) {
        return new RowkeepException(
                status, RowkeepException.BROKEN_ANSWER, "The answer is not of Rowkeep: is the URL the API's?", cause);
    }
}
