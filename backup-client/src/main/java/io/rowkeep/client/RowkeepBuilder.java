package io.rowkeep.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How to reach a Rowkeep, and how patient to be. For one thread. */
public final class RowkeepBuilder {

    private final URI url;
    private final String token;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration answerTimeout = Duration.ofSeconds(30);
    private Duration silence = Duration.ofMinutes(1);
    private Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    private int attempts = 4;
    private @Nullable HttpClient http;

    RowkeepBuilder(URI url, String token) {
        this.url = apiOf(url);
        this.token = token;
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException(
                    "The token for %s is empty or holds other than visible ASCII".formatted(this.url));
        }
    }

    /** How long making a connection may take; 5 s when left out. Without effect on an HTTP client of your own. */
    public RowkeepBuilder connectTimeout(Duration timeout) {
        connectTimeout = positive(timeout, "connect timeout");
        return this;
    }

    /** How long the server may take to answer, beyond what it was asked to wait; 30 s when left out. Downloads may take longer to come. */
    public RowkeepBuilder answerTimeout(Duration timeout) {
        answerTimeout = positive(timeout, "answer timeout");
        return this;
    }

    /** How long nothing may come within a download or a stream of events; a minute when left out. */
    public RowkeepBuilder silence(Duration longest) {
        silence = positive(longest, "longest silence");
        return this;
    }

    /** How often a call is made when no answer comes, or 502, 503 or 504; 4 times when left out, with growing pauses. */
    public RowkeepBuilder attempts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A call is made at least once, not %d times".formatted(most));
        }
        attempts = most;
        return this;
    }

    /** The pause before a call is made again, and the longest to which it grows; 200 ms and 5 s when left out. */
    public RowkeepBuilder pauses(Duration first, Duration longest) {
        backoff = new Backoff(positive(first, "first pause"), positive(longest, "longest pause"));
        return this;
    }

    /** An HTTP client of your own, for proxies or certificates; must not follow redirects, because the token would go with them. */
    public RowkeepBuilder httpClient(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("An HTTP client for Rowkeep must not follow redirects");
        }
        http = client;
        return this;
    }

    /** A client for it. Connects when it is first used. */
    public Rowkeep build() {
        return new Rowkeep(new Connection(this));
    }

    URI url() {
        return url;
    }

    String token() {
        return token;
    }

    Duration answerTimeout() {
        return answerTimeout;
    }

    Duration silence() {
        return silence;
    }

    Backoff backoff() {
        return backoff;
    }

    int attempts() {
        return attempts;
    }

    HttpClient http() {
        return http != null
                ? http
                : HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connectTimeout)
                        .build();
    }

    // Not quoted in messages before it is known to hold no password.
    private static URI apiOf(URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The URL of Rowkeep's API is http(s)://host[:port][/path], without user and password");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("The URL of Rowkeep's API has no query and no fragment: " + url);
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }

    private static Duration positive(Duration duration, String what) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("The %s is more than nothing, not %s".formatted(what, duration));
        }
        return duration;
    }

    @Override
    public String toString() {
        return "RowkeepBuilder[" + url + "]";
    }
}
