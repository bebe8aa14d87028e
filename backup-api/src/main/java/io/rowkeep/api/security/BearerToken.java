package io.rowkeep.api.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** The secret that came with a request, not yet looked up. */
final class BearerToken extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String secret;
    private final @Nullable String traceParent;

    BearerToken(String secret, @Nullable String traceParent) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.secret = secret;
        this.traceParent = traceParent;
    }

    /** The W3C trace context of the request; null when it has none. */
    @Nullable
    String traceParent() {
        return traceParent;
    }

    @Override
    public String getCredentials() {
        return secret;
    }

    @Override
    public Object getPrincipal() {
        return "bearer";
    }
}
