package io.rowkeep.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Takes the secret out of {@code Authorization: Bearer <secret>}. */
final class BearerTokenConverter implements AuthenticationConverter {

    private static final String SCHEME = "Bearer ";

    private static final Pattern TRACE_PARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    @Override
    public @Nullable BearerToken convert(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String secret = header.substring(SCHEME.length()).strip();
        return secret.isEmpty() ? null : new BearerToken(secret, traceParent(request));
    }

    private static @Nullable String traceParent(HttpServletRequest request) {
        String header = request.getHeader("traceparent");
        return header != null && TRACE_PARENT.matcher(header).matches() ? header : null;
    }
}
