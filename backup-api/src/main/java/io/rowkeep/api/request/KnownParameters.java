package io.rowkeep.api.request;

import io.rowkeep.api.problem.InvalidField;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query parameter that a call does not know: a misspelt filter must not answer with everything. A call that takes a map of
 * all parameters judges them itself.
 */
public final class KnownParameters implements HandlerInterceptor {

    KnownParameters() {}

    /**
     * Refuses a name that is not among those that are known.
     *
     * @throws InvalidField naming those that are
     */
    public static void require(String name, Set<String> known) {
        if (!known.contains(name)) {
            throw new InvalidField(name, sentence(name, known));
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !takesAll(method)) {
            Set<String> known = known(method);
            request.getParameterMap().keySet().forEach(name -> require(name, known));
        }
        return true;
    }

    private static boolean takesAll(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestParam.class)
                        && Map.class.isAssignableFrom(parameter.getParameterType()));
    }

    private static Set<String> known(HandlerMethod method) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                names.add(annotation.name().isEmpty() ? parameter.getParameter().getName() : annotation.name());
            }
        }
        return names;
    }

    private static String sentence(String name, Set<String> known) {
        return known.isEmpty()
                ? "This call has no parameters, so none '%s'".formatted(name)
                : "The parameter '%s' is not known here; this version knows %s"
                        .formatted(name, String.join(", ", known));
    }
}
