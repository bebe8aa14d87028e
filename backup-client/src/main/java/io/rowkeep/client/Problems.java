package io.rowkeep.client;

import java.net.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Makes exceptions of answers that are problems, RFC 9457. What a problem says never brings the token along. */
final class Problems {

    private final String token;

    Problems(String token) {
        this.token = token;
    }

    RowkeepException of(int status, HttpHeaders headers, byte[] body) {
        String type = headers.firstValue("Content-Type").orElse("");
        if (type.startsWith("application/problem+json")) {
            try {
                JsonNode problem = Json.MAPPER.readTree(body);
                return new RowkeepException(
                        status,
                        silenced(problem.path("code").asString("HTTP_" + status)),
                        silenced(problem.path("detail").asString("The server gave no reason")),
                        null);
            } catch (JacksonException e) {
                return unexplained(status);
            }
        }
        return unexplained(status);
    }

    private static RowkeepException unexplained(int status) {
        String detail = status / 100 == 3
                ? "The server redirects elsewhere, where the token does not follow: use the URL of the API itself"
                : "The server gave no reason";
        return new RowkeepException(status, "HTTP_" + status, detail, null);
    }

    private String silenced(String text) {
        return text.replace(token, "***");
    }
}
