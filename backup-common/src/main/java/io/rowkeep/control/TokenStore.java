package io.rowkeep.control;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Access tokens, stored as SHA-256 of a secret of 256 random bits. Thread-safe. */
public final class TokenStore {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TimeOrderedIds ids;
    private final AuditLog audit;
    private final IdempotencyKeys keys;

    TokenStore(JdbcClient jdbc, TransactionTemplate transaction, TimeOrderedIds ids, AuditLog audit) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.ids = ids;
        this.audit = audit;
        this.keys = new IdempotencyKeys(jdbc);
    }

    /** The live token with this secret. */
    public Optional<TokenRecord> authenticate(String secret) {
        Optional<TokenRecord> token =
                jdbc.sql("""
                select * from rowkeep.token where secret_hash = :hash and revoked_at is null
                """).param("hash", hash(secret)).query(TokenRows::read).optional();
        token.ifPresent(this::used);
        return token;
    }

    /** Whether the token is known and not revoked. */
    public boolean isLive(UUID id) {
        return jdbc.sql("select exists (select 1 from rowkeep.token where id = :id and revoked_at is null)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Records a token, the audit entry in the same transaction. */
    public TokenRecord create(String secret, String name, Role role, @Nullable Set<SourceName> sources, Caller by) {
        return create(secret, name, role, sources, by, null).token();
    }

    /**
     * The same for a request with an idempotency key: a repeated one makes no second token and answers with the first, whose secret
     * is the one that was given then.
     *
     * @throws BackupException with {@code IDEMPOTENCY_KEY_REUSED} when the key came with another request
     */
    public CreatedToken create(
            String secret,
            String name,
            Role role,
            @Nullable Set<SourceName> sources,
            Caller by,
            @Nullable IdempotencyKey key) {
        return transaction.execute(status -> {
            UUID id = ids.next();
            if (key != null) {
                UUID holder = keys.takeForToken(by.tokenId(), key, id);
                if (!holder.equals(id)) {
                    return new CreatedToken(byId(holder), true);
                }
            }
            TokenRecord token = jdbc.sql("""
                    insert into rowkeep.token (id, name, role, sources, secret_hash, created_by)
                    values (:id, :name, :role, cast(:sources as text[]), :hash, :by)
                    returning *
                    """)
                    .param("id", id)
                    .param("name", name)
                    .param("role", role.id())
                    .param("sources", sources == null ? null : SourceFilter.names(sources))
                    .param("hash", hash(secret))
                    .param("by", by.requester().value())
                    .query(TokenRows::read)
                    .single();
            audit.record(by, AuditAction.TOKEN_CREATED, null, null, token);
            return new CreatedToken(token, false);
        });
    }

    /** Makes sure that a token of role admin with this secret exists; called at start, by any number of processes at once. */
    public void ensureAdmin(String secret) {
        transaction.executeWithoutResult(status -> jdbc.sql("""
                insert into rowkeep.token (id, name, role, secret_hash, created_by)
                values (:id, 'admin', 'admin', :hash, 'configuration')
                    on conflict (secret_hash) do update
                   set role = 'admin', sources = null, revoked_at = null
                 where token.role <> 'admin' or token.sources is not null or token.revoked_at is not null
                returning *
                """)
                .param("id", ids.next())
                .param("hash", hash(secret))
                .query(TokenRows::read)
                .optional()
                .ifPresent(token -> audit.recordConfigured(AuditAction.TOKEN_CREATED, token)));
    }

    /** Whether any live admin token exists. */
    public boolean hasAdmin() {
        return jdbc.sql("""
                select exists (select 1 from rowkeep.token
                                where role = 'admin' and sources is null and revoked_at is null)
                """).query(Boolean.class).single();
    }

    /** All live tokens. */
    public List<TokenRecord> list() {
        return jdbc.sql("select * from rowkeep.token where revoked_at is null order by id")
                .query(TokenRows::read)
                .list();
    }

    /**
     * Revokes a token; false when there is no such live token.
     *
     * @throws BackupException with {@code LAST_ADMIN_TOKEN} when nobody could make a token of all sources any more
     */
    public boolean revoke(UUID id, Caller by) {
        return transaction.execute(status -> {
            requireAnotherAdmin(id);
            Optional<TokenRecord> revoked =
                    jdbc.sql("""
                    update rowkeep.token set revoked_at = clock_timestamp()
                     where id = :id and revoked_at is null
                    returning *
                    """).param("id", id).query(TokenRows::read).optional();
            revoked.ifPresent(token -> audit.record(by, AuditAction.TOKEN_REVOKED, null, null, token));
            return revoked.isPresent();
        });
    }

    // The locks make two that revoke each other take turns.
    private void requireAnotherAdmin(UUID id) {
        List<TokenRecord> admins = jdbc.sql("""
                select * from rowkeep.token
                 where role = 'admin' and sources is null and revoked_at is null
                 order by id for update
                """).query(TokenRows::read).list();
        if (admins.size() == 1 && admins.getFirst().id().equals(id)) {
            throw new BackupException(
                    ErrorCode.LAST_ADMIN_TOKEN,
                    "The token %s is the last one of role admin for all sources: make another before revoking it"
                            .formatted(id));
        }
    }

    private TokenRecord byId(UUID id) {
        return jdbc.sql("select * from rowkeep.token where id = :id")
                .param("id", id)
                .query(TokenRows::read)
                .single();
    }

    // Once a minute is exact enough for a person, and spares a write for every request.
    private void used(TokenRecord token) {
        jdbc.sql("""
                update rowkeep.token set last_used_at = clock_timestamp()
                 where id = :id
                   and (last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute')
                """).param("id", token.id()).update();
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
