package io.rowkeep.api.live;

import io.rowkeep.api.job.VisibleJobs;
import io.rowkeep.api.security.Access;
import io.rowkeep.control.EventHistory;
import io.rowkeep.control.JobStanding;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.message.EventText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happens to jobs, while it happens. */
@RestController
class LiveController {

    private final VisibleJobs jobs;
    private final EventHistory history;
    private final JobStream jobStream;
    private final VisibleStream visibleStream;

    LiveController(VisibleJobs jobs, EventHistory history, JobStream jobStream, VisibleStream visibleStream) {
        this.jobs = jobs;
        this.history = history;
        this.jobStream = jobStream;
        this.visibleStream = visibleStream;
    }

    @Operation(summary = "The events of one job, live", description = """
            Server-Sent Events: `event` is the outcome, `data` the CloudEvent on one line, `id` the number of the event within its job; \
            progress has none. Sends what happened after `Last-Event-ID` (without one: from the job's beginning), then how far the job \
            is, then everything as it happens; ends after the event that ended the job. 204 when the reader has seen that one already, \
            which keeps a browser from connecting again.""")
    @ApiResponse(
            responseCode = "200",
            description = "The events",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "204", description = "The job has ended, and there is nothing after that event")
    @GetMapping("/api/v1/jobs/{id}/events")
    void ofJob(
            @AuthenticationPrincipal Access access,
            @PathVariable JobId id,
            @RequestHeader(name = LastEvent.HEADER, required = false) @Nullable String lastSeen,
            @RequestParam(name = LastEvent.PARAMETER, required = false) @Nullable String lastEventId,
            HttpMethod method,
            HttpServletResponse response)
            throws IOException {
        jobs.require(access, id);
        JobStanding standing = history.standing(id).orElseThrow(() -> VisibleJobs.missing(id));
        LastEvent last = LastEvent.of(lastSeen, lastEventId);
        long after = last == null ? 0 : last.number(standing.sequence());
        EventText now = standing.event();
        if (now != null && now.isLast() && after == now.sequence()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
        } else if (method.equals(HttpMethod.HEAD)) {
            EventStream.begin(response);
        } else {
            jobStream.send(id, after, access, response);
        }
    }

    @Operation(summary = "The events of all jobs that the token may see, live", description = """
            Server-Sent Events: `event` is the outcome, `data` the CloudEvent on one line, `id` the event's id; progress has none. Sends \
            what happened after `Last-Event-ID`, as far as it is kept (seven days); without one it begins now, with an id and nothing else to resume after. Then everything as it happens. Never ends by itself.""")
    @ApiResponse(
            responseCode = "200",
            description = "The events",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @GetMapping("/api/v1/events")
    void visible(
            @AuthenticationPrincipal Access access,
            @RequestParam(required = false) @Nullable SourceName source,
            @RequestParam(required = false) @Nullable DatasetName dataset,
            @RequestParam(required = false) @Nullable JobKind kind,
            @RequestHeader(name = LastEvent.HEADER, required = false) @Nullable String lastSeen,
            @RequestParam(name = LastEvent.PARAMETER, required = false) @Nullable String lastEventId,
            HttpMethod method,
            HttpServletResponse response)
            throws IOException {
        LastEvent last = LastEvent.of(lastSeen, lastEventId);
        Predicate<EventText> wanted = event -> access.sees(event.source())
                && (source == null || source.equals(event.source()))
                && (dataset == null || dataset.equals(event.dataset()))
                && (kind == null || kind.id().equals(event.kind()));
        if (method.equals(HttpMethod.HEAD)) {
            EventStream.begin(response);
        } else {
            visibleStream.send(wanted, last == null ? null : last.uuid(), access, response);
        }
    }
}
