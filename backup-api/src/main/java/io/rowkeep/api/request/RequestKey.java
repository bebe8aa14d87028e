package io.rowkeep.api.request;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.control.IdempotencyKey;
import io.rowkeep.message.MessageMapper;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes an idempotency key out of a request. */
public final class RequestKey {

    /** The name of the header. */
    public static final String HEADER = "Idempotency-Key";

    private RequestKey() {}

    /**
     * The key of a POST; null when the caller sent none.
     *
     * @param header its value as sent
     * @param path what was asked for
     * @param body what was read from the request, so that white space and order of fields make no other request
     * @throws InvalidField when the header is not 1 to 255 visible ASCII characters
     */
    public static @Nullable IdempotencyKey of(@Nullable String header, String path, Object body) {
        if (header == null) {
            return null;
        }
        if (!header.matches("[\\x21-\\x7e]{1,255}")) {
            throw new InvalidField(HEADER, "The header %s has 1 to 255 visible ASCII characters".formatted(HEADER));
        }
        String request = "POST " + path + '\n' + MessageMapper.JSON.writeValueAsString(body);
        return new IdempotencyKey(header, Sha256.hex(request.getBytes(StandardCharsets.UTF_8)));
    }
}
