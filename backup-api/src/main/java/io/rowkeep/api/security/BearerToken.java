package io.rowkeep.api.security;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** The secret that came with a request, not yet looked up. */
final class BearerToken extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String secret;

    BearerToken(String secret) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.secret = secret;
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
