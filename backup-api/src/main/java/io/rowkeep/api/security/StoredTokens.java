package io.rowkeep.api.security;

import io.rowkeep.control.Caller;
import io.rowkeep.control.TokenRecord;
import io.rowkeep.control.TokenStore;
import io.rowkeep.job.Requester;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/** Looks tokens up in the control database. */
final class StoredTokens implements AuthenticationProvider {

    private final TokenStore tokens;

    StoredTokens(TokenStore tokens) {
        this.tokens = tokens;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        BearerToken bearer = (BearerToken) request;
        return tokens.authenticate(bearer.getCredentials())
                .map(token -> new TokenAuthentication(access(token, bearer.traceParent())))
                .orElseThrow(() -> new BadCredentialsException("No such token"));
    }

    @Override
    public boolean supports(Class<?> type) {
        return BearerToken.class.isAssignableFrom(type);
    }

    private static Access access(TokenRecord token, @Nullable String traceParent) {
        Caller caller = new Caller(token.id(), new Requester(token.name()), traceParent);
        return new Access(caller, token.role(), token.sources());
    }
}
