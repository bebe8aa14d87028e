package io.rowkeep.control;

import static io.rowkeep.control.ControlFixture.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenStoreIT {

    private static final String SECRET = "rk_hidden";

    private final ControlFixture control = new ControlFixture();
    private final TokenStore tokens = control.stores.tokens();

    @Test
    void aTokenIsFoundByItsSecretOnly() {
        TokenRecord made = tokens.create(SECRET, "app", Role.OPERATOR, Set.of(SCHOOL), control.caller);

        assertThat(made.sources()).containsExactly(SCHOOL);
        assertThat(made.createdBy()).isEqualTo("tests");
        assertThat(tokens.authenticate(SECRET)).contains(made);
        assertThat(tokens.authenticate("rk_other")).isEmpty();
        assertThat(tokens.list().getFirst().lastUsedAt()).isNotNull();
    }

    @Test
    void theSecretStandsNowhereInTheDatabase() {
        tokens.create(SECRET, "app", Role.VIEWER, null, control.caller);
        tokens.ensureAdmin(SECRET + "2");

        assertThat(control.jdbc
                        .sql("select t::text from rowkeep.token t union all select a::text from rowkeep.audit a")
                        .query(String.class)
                        .list())
                .hasSize(4)
                .noneMatch(row -> row.contains(SECRET));
    }

    @Test
    void aTokenMayBeLimitedToNoSourceAtAll() {
        tokens.create(SECRET, "app", Role.VIEWER, Set.of(), control.caller);

        assertThat(tokens.authenticate(SECRET).orElseThrow().sources())
                .isNotNull()
                .isEmpty();
    }

    @Test
    void aRevokedTokenIsUnknown() {
        TokenRecord made = tokens.create(SECRET, "app", Role.OPERATOR, null, control.caller);

        assertThat(tokens.revoke(made.id(), control.caller)).isTrue();
        assertThat(tokens.revoke(made.id(), control.caller)).isFalse();
        assertThat(tokens.revoke(UUID.randomUUID(), control.caller)).isFalse();

        assertThat(tokens.authenticate(SECRET)).isEmpty();
        assertThat(tokens.list()).isEmpty();
        assertThat(control.jdbc
                        .sql("select action from rowkeep.audit order by id")
                        .query(String.class)
                        .list())
                .containsExactly("token.created", "token.revoked");
    }

    @Test
    void anAdminIsOneForAllSources() {
        tokens.create(SECRET, "app", Role.ADMIN, Set.of(SCHOOL), control.caller);
        assertThat(tokens.hasAdmin()).isFalse();

        tokens.ensureAdmin(SECRET);
        assertThat(tokens.hasAdmin()).isTrue();
    }

    @Test
    void manyProcessesMakeOneConfiguredAdmin() throws Exception {
        List<Callable<Void>> processes = IntStream.range(0, 8)
                .<Callable<Void>>mapToObj(n -> () -> {
                    tokens.ensureAdmin(SECRET);
                    return null;
                })
                .toList();

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(processes)) {
                done.get();
            }
        }

        assertThat(tokens.list()).singleElement().satisfies(token -> {
            assertThat(token.role()).isEqualTo(Role.ADMIN);
            assertThat(token.name()).isEqualTo("admin");
        });
        assertThat(control.jdbc
                        .sql("select requester from rowkeep.audit")
                        .query(String.class)
                        .list())
                .containsExactly("configuration");
    }

    @Test
    void aConfiguredAdminThatWasRevokedLivesAgainAtTheNextStart() {
        tokens.ensureAdmin(SECRET);
        tokens.create("rk_other", "other", Role.ADMIN, null, control.caller);
        tokens.revoke(tokens.authenticate(SECRET).orElseThrow().id(), control.caller);

        tokens.ensureAdmin(SECRET);

        assertThat(tokens.authenticate(SECRET)).isPresent();
    }
}
