package io.rowkeep.message;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper for everything that is written down: messages, job rows, manifests, part lists. Unknown fields are an error. Thread-safe. */
public final class MessageMapper {

    /** ISO times, unknown and null-for-primitive fields refused. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private MessageMapper() {}

    /**
     * Reads a message.
     *
     * @throws BackupException with {@code MESSAGE_MALFORMED} when it is not one
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T message = JSON.readValue(json, type);
            if (message == null) {
                throw new BackupException(
                        ErrorCode.MESSAGE_MALFORMED,
                        "The message is not a %s but null".formatted(type.getSimpleName()));
            }
            return message;
        } catch (JacksonException e) {
            throw new BackupException(
                    ErrorCode.MESSAGE_MALFORMED, "The message is not a %s".formatted(type.getSimpleName()), e);
        }
    }
}
