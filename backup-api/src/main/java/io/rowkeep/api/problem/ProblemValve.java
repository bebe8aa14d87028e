package io.rowkeep.api.problem;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.message.MessageMapper;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers with a problem where the container itself refuses a request, such as one that is not valid HTTP. Public for Tomcat only. */
public final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        boolean callers = status < 500;
        Problem problem = Problem.of(
                status,
                callers ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL,
                callers ? "This is not a request that can be answered" : "A fault of ours",
                "/",
                List.of());
        try {
            response.setContentType(Problem.MEDIA_TYPE);
            response.getOutputStream().write(MessageMapper.JSON.writeValueAsBytes(problem));
            response.finishResponse();
        } catch (IOException e) {
            container.getLogger().debug("The caller is gone", e);
        }
    }
}
