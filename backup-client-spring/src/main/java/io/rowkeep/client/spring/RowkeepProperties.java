package io.rowkeep.client.spring;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an application reaches Rowkeep.
 *
 * @param url of the API, as {@code https://rowkeep.example.org}
 * @param token its role decides what may be asked for
 * @param connectTimeout how long making a connection may take
 * @param answerTimeout how long the server may take to answer
 * @param silence how long nothing may come within a download or a stream of events
 * @param attempts how often a call is made when no answer comes, or 502, 503 or 504
 */
@ConfigurationProperties(prefix = "rowkeep.client", ignoreUnknownFields = false)
public record RowkeepProperties(
        @Nullable URI url,
        @Nullable String token,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration answerTimeout,
        @DefaultValue("1m") Duration silence,
        @DefaultValue("4") int attempts,
        @DefaultValue Events events) {

    /**
     * How it hears of its jobs.
     *
     * @param queue the application's own queue at the broker; null to hear over HTTP
     * @param queueType {@code quorum} or {@code classic}; null for the broker's default
     * @param routingKeys what the queue is bound to, {@code <kind>.<outcome>.<source>.<dataset>}
     * @param declare whether queue and bindings are declared; false when somebody else does
     * @param declareExchange whether the exchange is declared with them, as Rowkeep does too; false where the application's user of
     *     the broker may not
     */
    public record Events(
            @Nullable String queue,
            @Nullable String queueType,

            @DefaultValue({"*.completed.#", "*.failed.#", "*.cancelled.#"})
            List<String> routingKeys,

            @DefaultValue("true") boolean declare,
            @DefaultValue("true") boolean declareExchange) {

        public Events {
            routingKeys = List.copyOf(routingKeys);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "RowkeepProperties[url=" + url + "]";
    }
}
