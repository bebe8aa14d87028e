package io.rowkeep.api.problem;

import io.rowkeep.failure.BackupException;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;

/** What Spring's own failures mean to a caller, in our words. */
final class SpringFailure {

    private SpringFailure() {}

    /** The sentence for a failure that the caller can act on; empty when it is none, or Spring's words do. */
    static Optional<Detail> detail(Exception failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case HttpMessageNotReadableException e -> UnreadableBody.detail(e);
                    case MethodArgumentTypeMismatchException e -> mismatch(e);
                    case MissingServletRequestParameterException e ->
                        Detail.ofField(
                                e.getParameterName(), "The parameter '%s' is missing".formatted(e.getParameterName()));
                    case InvalidParameterException e ->
                        Detail.of("The address cannot be read: its parameters must be percent-encoded UTF-8");
                    case NoHandlerFoundException e -> Detail.of("There is no such path in this API");
                    case HttpRequestMethodNotSupportedException e ->
                        Detail.of("This path does not know the method %s".formatted(e.getMethod()));
                    case HttpMediaTypeNotSupportedException e ->
                        Detail.of("The body must be JSON, with 'Content-Type: application/json'");
                    default -> null;
                });
    }

    /** A failure of ours that Spring or the JSON mapper wrapped; null when there is none. */
    static @Nullable BackupException ours(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BackupException ours) {
                return ours;
            }
        }
        return null;
    }

    private static Detail mismatch(MethodArgumentTypeMismatchException e) {
        Throwable cause = e.getMostSpecificCause();
        boolean speaks = cause instanceof IllegalArgumentException && !(cause instanceof NumberFormatException);
        String why =
                speaks && cause.getMessage() != null ? cause.getMessage() : "'%s' is not one".formatted(e.getValue());
        return Detail.ofField(e.getName(), "The parameter '%s' is wrong: %s".formatted(e.getName(), why));
    }
}
