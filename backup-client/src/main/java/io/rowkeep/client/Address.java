package io.rowkeep.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A path of the API, with its parameters; what was given is encoded, whatever it holds. */
final class Address {

    private final StringBuilder path = new StringBuilder("/api/v1");
    private final StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");

    private Address() {}

    static Address of(String... segments) {
        Address address = new Address();
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("'%s' is no name and no id".formatted(segment));
            }
            address.path.append('/').append(encode(segment));
        }
        return address;
    }

    Address with(String parameter, @Nullable Object value) {
        if (value != null) {
            query.add(parameter + "=" + encode(value.toString()));
        }
        return this;
    }

    URI under(URI base) {
        return URI.create(base + toString());
    }

    @Override
    public String toString() {
        return path.toString() + query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
