package io.rowkeep.api.problem;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.failure.ErrorType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The one place where failures become problems, whether a controller, a filter or Spring itself found them. */
@RestControllerAdvice
final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> any(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted()) {
            logBroken(failure, request);
            throw failure;
        }
        response.reset();
        return switch (failure) {
            case AuthenticationException e -> unauthenticated(request);
            case AccessDeniedException e -> problem(request, ErrorCode.FORBIDDEN, NeededRole.sentence(e));
            case BackupException e -> ours(e, request);
            case DataAccessException e -> control(e, request);
            case TransactionException e -> control(e, request);
            case ErrorResponse e -> springs(failure, e, request);
            default -> wrapped(failure, request);
        };
    }

    private static void logBroken(Exception failure, HttpServletRequest request) {
        switch (failure) {
            case BackupException e ->
                LOG.warn("{} {} broke off: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
            case IOException e -> LOG.debug("The caller of {} is gone", request.getRequestURI(), e);
            default -> LOG.error("{} {} broke off", request.getMethod(), request.getRequestURI(), failure);
        }
    }

    private static ResponseEntity<Problem> unauthenticated(HttpServletRequest request) {
        ResponseEntity<Problem> problem = problem(
                request,
                ErrorCode.UNAUTHENTICATED,
                "This call needs a valid token in the header 'Authorization: Bearer <token>'");
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"rowkeep\"")
                .body(problem.getBody());
    }

    private static ResponseEntity<Problem> ours(BackupException e, HttpServletRequest request) {
        HttpStatus status = StatusOfCode.of(e.code());
        if (e.type() != ErrorType.CALLER) {
            LOG.warn("{} {} failed: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
        }
        if (e instanceof BodyTooLarge) {
            status = HttpStatus.CONTENT_TOO_LARGE;
        }
        List<FieldProblem> errors = e instanceof InvalidField field ? List.of(field.problem()) : List.of();
        return entity(status, e.code(), new Detail(String.valueOf(e.getMessage()), errors), request);
    }

    private static ResponseEntity<Problem> control(Exception e, HttpServletRequest request) {
        if (e instanceof DataAccessResourceFailureException || e instanceof TransactionException) {
            LOG.warn(
                    "{} {} failed: no control database: {}",
                    request.getMethod(),
                    request.getRequestURI(),
                    e.toString());
            return problem(
                    request,
                    ErrorCode.CONTROL_UNAVAILABLE,
                    "The control database cannot be reached at the moment: try again later");
        }
        return unexpected(e, request);
    }

    private static ResponseEntity<Problem> wrapped(Exception failure, HttpServletRequest request) {
        BackupException ours = SpringFailure.ours(failure);
        if (ours != null) {
            return ours(ours, request);
        }
        return SpringFailure.detail(failure)
                .map(detail -> entity(HttpStatus.BAD_REQUEST, ErrorCode.INVALID_REQUEST, detail, request))
                .orElseGet(() -> unexpected(failure, request));
    }

    private static ResponseEntity<Problem> springs(Exception failure, ErrorResponse e, HttpServletRequest request) {
        int status = e.getStatusCode().value();
        if (status >= 500) {
            return unexpected(failure, request);
        }
        ErrorCode code = status == 404 || status == 405 ? ErrorCode.NOT_FOUND : ErrorCode.INVALID_REQUEST;
        Detail detail = SpringFailure.detail(failure)
                .orElseGet(() -> Detail.of(String.valueOf(e.getBody().getDetail())));
        ResponseEntity<Problem> problem = entity(HttpStatus.valueOf(status), code, detail, request);
        return ResponseEntity.status(status)
                .headers(e.getHeaders())
                .headers(problem.getHeaders())
                .body(problem.getBody());
    }

    private static ResponseEntity<Problem> unexpected(Exception failure, HttpServletRequest request) {
        UUID id = UUID.randomUUID();
        LOG.error("{} {} failed unexpectedly, {}", request.getMethod(), request.getRequestURI(), id, failure);
        return problem(
                request, ErrorCode.INTERNAL, "A fault of ours: an administrator finds it in the API's log as " + id);
    }

    private static ResponseEntity<Problem> problem(HttpServletRequest request, ErrorCode code, String detail) {
        return entity(StatusOfCode.of(code), code, Detail.of(detail), request);
    }

    private static ResponseEntity<Problem> entity(
            HttpStatus status, ErrorCode code, Detail detail, HttpServletRequest request) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(status.value(), code, detail.sentence(), request.getRequestURI(), detail.errors()));
    }
}
