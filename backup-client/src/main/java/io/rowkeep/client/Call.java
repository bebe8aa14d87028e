package io.rowkeep.client;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API.
 *
 * @param body what is sent as JSON; null for nothing
 * @param key the idempotency key; null for a method that may be repeated by itself
 * @param patience how long the server is asked to wait before it answers
 */
record Call(
        String method,
        Address address,
        @Nullable Map<String, ? extends @Nullable Object> body,
        @Nullable String key,
        Duration patience) {

    static Call get(Address address) {
        return new Call("GET", address, null, null, Duration.ZERO);
    }

    static Call longPoll(Address address, Duration patience) {
        return new Call("GET", address.with("wait", patience.toMillis() + "ms"), null, null, patience);
    }

    static Call post(Address address, Map<String, ? extends @Nullable Object> body, String key) {
        return new Call("POST", address, body, key, Duration.ZERO);
    }

    static Call patch(Address address, Map<String, ? extends @Nullable Object> body) {
        return new Call("PATCH", address, body, null, Duration.ZERO);
    }

    static Call delete(Address address, String key) {
        return new Call("DELETE", address, null, key, Duration.ZERO);
    }
}
