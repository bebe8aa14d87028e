package io.rowkeep.api.problem;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says which field of a JSON body is wrong, and what would be right. */
final class UnreadableBody {

    private UnreadableBody() {}

    static Detail detail(HttpMessageNotReadableException failure) {
        return switch (failure.getCause()) {
            case UnrecognizedPropertyException e -> unknown(e);
            case ValueInstantiationException e -> refused(e);
            case MismatchedInputException e -> mistyped(e);
            case StreamReadException e ->
                Detail.of("The body is not valid JSON at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
            case StreamConstraintsException e ->
                Detail.of("The body has a number or a text that is too long, or is nested too deep");
            case DatabindException e -> Detail.of("The body is not the JSON that this call expects");
            case null, default -> Detail.of("The body is missing: this call expects a JSON object");
        };
    }

    private static Detail unknown(UnrecognizedPropertyException e) {
        String field = path(e);
        Collection<Object> ids = Objects.requireNonNullElse(e.getKnownPropertyIds(), List.of());
        String known = ids.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        return Detail.ofField(field, "The field '%s' is not known here; this version knows %s".formatted(field, known));
    }

    /** A value that one of our types refuses, in that type's own words. */
    private static Detail refused(ValueInstantiationException e) {
        String field = path(e);
        Throwable cause = e.getCause();
        String why = cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : "this value cannot be";
        return Detail.ofField(field, "The field '%s' is wrong: %s".formatted(field, why));
    }

    private static Detail mistyped(MismatchedInputException e) {
        String field = path(e);
        String expected = expected(e.getTargetType());
        return field.isEmpty()
                ? Detail.of("The body must be %s".formatted(expected))
                : Detail.ofField(field, "The field '%s' must be %s".formatted(field, expected));
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        } else if (Map.class.isAssignableFrom(type) || type.getSimpleName().endsWith("Request")) {
            return "a JSON object";
        }
        return "a string";
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }
}
