package io.rowkeep.api.download;

import io.rowkeep.api.backup.VisibleBackups;
import io.rowkeep.api.job.Accepted;
import io.rowkeep.api.job.JobFailure;
import io.rowkeep.api.job.Waiting;
import io.rowkeep.api.request.Places;
import io.rowkeep.api.request.Places.Place;
import io.rowkeep.api.request.Wait;
import io.rowkeep.api.security.Access;
import io.rowkeep.api.source.AnnouncedNames;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.JobIntake;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.Job;
import io.rowkeep.job.TimeOrderedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Backs a dataset up and sends the file in the same answer, when it does not take too long. */
@RestController
class ExportController {

    /** What people see of such a backup in the catalogue. */
    private static final String LABEL = "export";

    private static final int MOST_AT_ONCE = 32;

    private final JobIntake intake;
    private final AnnouncedNames names;
    private final Waiting waiting;
    private final VisibleBackups backups;
    private final BackupFiles files;
    private final TimeOrderedIds ids;
    private final Places exports = new Places(MOST_AT_ONCE, "exports");

    ExportController(
            JobIntake intake,
            AnnouncedNames names,
            Waiting waiting,
            VisibleBackups backups,
            BackupFiles files,
            TimeOrderedIds ids) {
        this.intake = intake;
        this.names = names;
        this.waiting = waiting;
        this.backups = backups;
        this.files = files;
        this.ids = ids;
    }

    @GetMapping("/api/v1/sources/{source}/datasets/{dataset}/export")
    @Operation(
            summary = "Back up a dataset and download the file at once",
            description =
                    "Every GET makes a backup, labelled 'export', which stays in the catalogue until it is deleted. The backup and the download are on record in the audit. HEAD judges the request and makes nothing.")
    @ApiResponse(responseCode = "200", description = "The file, as a download of the backup would have it")
    @ApiResponse(
            responseCode = "202",
            description = "Not ready in time: the job that makes the backup",
            content = @Content(schema = @Schema(implementation = Job.class)))
    @Nullable
    ResponseEntity<Job> export(
            @AuthenticationPrincipal Access access,
            @PathVariable SourceName source,
            @PathVariable DatasetName dataset,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(required = false) @Nullable String profile,
            @RequestParam(required = false) @Nullable String form,
            @RequestParam(required = false) @Nullable String compress,
            @RequestParam(required = false) String @Nullable [] table,
            @RequestParam(defaultValue = "20s") Wait wait,
            @Parameter(description = "The parameters of the dataset's query, each under its own name") @RequestParam
                    MultiValueMap<String, String> parameters,
            HttpMethod method,
            HttpServletResponse response)
            throws IOException {
        FileRequest file = FileRequest.of(format, profile, form, compress, table);
        names.require(access, source, dataset, file.tables());
        ExportRequest request = ExportRequest.of(
                file, parameters, names.dataset(access, source, dataset), names.holdsDocuments(access, source));
        BackupSpec spec = new BackupSpec(
                source,
                dataset,
                new BackupId(ids.next()),
                file.tables(),
                request.stored(),
                request.parameters(),
                LABEL);
        if (method.equals(HttpMethod.HEAD)) {
            // Whoever only looks whether the address is right makes no backup.
            return ResponseEntity.ok().build();
        }
        Place place = exports.take(access.caller().tokenId());
        try {
            return answer(access, spec, request.file(), wait, method, response);
        } finally {
            place.close();
        }
    }

    private @Nullable ResponseEntity<Job> answer(
            Access access,
            BackupSpec spec,
            FileRequest file,
            Wait wait,
            HttpMethod method,
            HttpServletResponse response)
            throws IOException {
        Job submitted = intake.submit(spec, access.caller(), null).job();
        Job job = waiting.untilEnd(submitted.id(), wait).orElse(submitted);
        return switch (job.status()) {
            case QUEUED, RUNNING -> Accepted.of(job);
            case SUCCEEDED -> {
                files.send(backups.require(access, spec.backupId()), file, access.caller(), method, response);
                yield null;
            }
            case FAILED, CANCELLED -> throw JobFailure.of(job);
        };
    }
}
