package io.rowkeep.api.problem;

import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;

/** What a token would have to be for a call that was refused. */
final class NeededRole {

    private NeededRole() {}

    static String sentence(AccessDeniedException denied) {
        return denied instanceof AuthorizationDeniedException found
                        && found.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision
                ? "This call needs a token of role " + names(decision)
                : "The role of this token does not allow this call";
    }

    private static String names(AuthorityAuthorizationDecision decision) {
        return decision.getAuthorities().stream()
                .map(authority -> String.valueOf(authority.getAuthority()))
                .map(name -> name.replaceFirst("^ROLE_", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }
}
