package io.rowkeep.api.token;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.api.request.Names;
import io.rowkeep.api.request.RequestKey;
import io.rowkeep.api.security.Access;
import io.rowkeep.control.CreatedToken;
import io.rowkeep.control.Page;
import io.rowkeep.control.Role;
import io.rowkeep.control.TokenRecord;
import io.rowkeep.control.TokenStore;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes, lists and revokes tokens. A limited token reaches only tokens within its own limits. */
@RestController
@RequestMapping(TokenController.PATH)
class TokenController {

    static final String PATH = "/api/v1/tokens";

    private final TokenStore tokens;

    TokenController(TokenStore tokens) {
        this.tokens = tokens;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    NewToken create(
            @AuthenticationPrincipal Access access,
            @RequestHeader(name = RequestKey.HEADER, required = false) @Nullable String key,
            @RequestBody TokenRequest request) {
        Role role = InvalidField.required(request.role(), "role", "viewer, operator or admin");
        Set<SourceName> sources = request.distinctSources();
        requireWithin(access, role, sources);
        String secret = Secrets.random();
        CreatedToken created = tokens.create(
                secret,
                InvalidField.required(request.name(), "name", "who will use the token"),
                role,
                sources,
                access.caller(),
                RequestKey.of(key, PATH, request));
        return NewToken.of(created.token(), created.repeated() ? null : secret);
    }

    @GetMapping
    Page<TokenRecord> list(@AuthenticationPrincipal Access access) {
        return new Page<>(visible(access), null);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@AuthenticationPrincipal Access access, @PathVariable UUID id) {
        boolean mine = visible(access).stream().anyMatch(token -> token.id().equals(id));
        if (!mine || !tokens.revoke(id, access.caller())) {
            throw new BackupException(ErrorCode.TOKEN_NOT_FOUND, "There is no token %s".formatted(id));
        }
    }

    private List<TokenRecord> visible(Access access) {
        return tokens.list().stream()
                .filter(token -> access.covers(token.sources()))
                .toList();
    }

    private static void requireWithin(Access access, Role role, @Nullable Set<SourceName> sources) {
        access.require(role, "Making a token of role %s".formatted(role.id()));
        if (!access.covers(sources)) {
            throw new BackupException(
                    ErrorCode.FORBIDDEN,
                    "A token cannot make one wider than itself: 'sources' must be among %s"
                            .formatted(Names.of(Objects.requireNonNullElse(access.sources(), Set.of()))));
        }
    }
}
