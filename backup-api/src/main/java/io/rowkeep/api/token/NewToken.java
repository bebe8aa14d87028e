package io.rowkeep.api.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.control.Role;
import io.rowkeep.control.TokenRecord;
import io.rowkeep.dataset.SourceName;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token that was just made, with its secret: the only time that it is shown.
 *
 * @param token the secret; left out when a repeated request answers with the token that an earlier one made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NewToken(
        UUID id,
        String name,
        Role role,
        @Nullable Set<SourceName> sources,
        Instant createdAt,
        String createdBy,
        @Nullable String token) {

    static NewToken of(TokenRecord record, @Nullable String secret) {
        return new NewToken(
                record.id(),
                record.name(),
                record.role(),
                record.sources(),
                record.createdAt(),
                record.createdBy(),
                secret);
    }

    @Override
    public String toString() {
        return "NewToken[id=%s, name=%s]".formatted(id, name);
    }
}
