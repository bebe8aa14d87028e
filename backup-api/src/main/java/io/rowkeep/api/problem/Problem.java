package io.rowkeep.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.failure.ErrorCode;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * A failure over HTTP, as RFC 9457 has it.
 *
 * @param type the code as a URN
 * @param title the code in words
 * @param detail one sentence for a person: what failed, on what, and what would be right
 * @param code stable; programs decide by it
 * @param instance the path that was asked for
 * @param errors the fields or parameters that are wrong; left out when there are none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type, String title, int status, String detail, ErrorCode code, String instance, List<FieldProblem> errors) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    static Problem of(int status, ErrorCode code, String detail, String instance, List<FieldProblem> errors) {
        String words = code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Problem(
                URI.create("urn:rowkeep:problem:" + words.replace(' ', '-')),
                Character.toUpperCase(words.charAt(0)) + words.substring(1),
                status,
                detail,
                code,
                instance,
                errors);
    }
}
