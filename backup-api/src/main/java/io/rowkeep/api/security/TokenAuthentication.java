package io.rowkeep.api.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A request whose token was found. Its principal is an {@link Access}. */
final class TokenAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Access access;

    TokenAuthentication(Access access) {
        super(List.of(new SimpleGrantedAuthority("ROLE_" + access.role().name())));
        this.access = access;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return access;
    }

    @Override
    public String getName() {
        return access.caller().requester().value();
    }
}
