package io.rowkeep.control;

import io.rowkeep.dataset.SourceName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Access tokens, stored as SHA-256 of a secret of 256 random bits. Thread-safe. */
public final class TokenStore {

    /** The live token with this secret. */
    public Optional<TokenRecord> authenticate(String secret) {
        throw new IllegalStateException();
    }

    /** Records a token, the audit entry in the same transaction. */
    public TokenRecord create(String secret, String name, Role role, @Nullable Set<SourceName> sources, Caller by) {
        throw new IllegalStateException();
    }

    /** Makes sure that a token of role admin with this secret exists; called at start, by any number of processes at once. */
    public void ensureAdmin(String secret) {
        throw new IllegalStateException();
    }

    /** Whether any live admin token exists. */
    public boolean hasAdmin() {
        throw new IllegalStateException();
    }

    /** All live tokens. */
    public List<TokenRecord> list() {
        throw new IllegalStateException();
    }

    /** Revokes a token; false when there is no such live token. */
    public boolean revoke(UUID id, Caller by) {
        throw new IllegalStateException();
    }
}
