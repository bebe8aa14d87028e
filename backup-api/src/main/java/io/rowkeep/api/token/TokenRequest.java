package io.rowkeep.api.token;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.control.Role;
import io.rowkeep.dataset.SourceName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a token.
 *
 * @param name who will use it; it stands on jobs, in events and in the audit table
 * @param sources the only sources that it may see; all when left out
 */
record TokenRequest(
        @Nullable String name,
        @Nullable Role role,
        @Nullable List<@Nullable SourceName> sources) {

    private static final int LONGEST_NAME = 100;

    TokenRequest {
        String given = InvalidField.required(name, "name", "who will use the token");
        InvalidField.required(role, "role", "viewer, operator or admin");
        if (given.isBlank() || given.length() > LONGEST_NAME || given.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidField(
                    "name",
                    "The field 'name' is wrong: a name has 1 to %d characters and no control character"
                            .formatted(LONGEST_NAME));
        }
        if (sources != null && (sources.isEmpty() || sources.contains(null))) {
            throw new InvalidField(
                    "sources",
                    "The field 'sources' holds at least one source and no null; leave it out for all sources");
        }
    }

    /** The sources, each once; null means all. */
    @Nullable
    Set<SourceName> distinctSources() {
        if (sources == null) {
            return null;
        }
        Set<SourceName> distinct = new TreeSet<>();
        sources.forEach(source -> distinct.add(InvalidField.required(source, "sources", "a source")));
        return distinct;
    }
}
