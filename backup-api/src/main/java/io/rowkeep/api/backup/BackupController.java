package io.rowkeep.api.backup;

import io.rowkeep.api.job.Accepted;
import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.api.request.Limit;
import io.rowkeep.api.request.RequestKey;
import io.rowkeep.api.request.TableNames;
import io.rowkeep.api.security.Access;
import io.rowkeep.api.source.AnnouncedNames;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.BackupCatalogue;
import io.rowkeep.control.BackupFilter;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.control.JobIntake;
import io.rowkeep.control.Page;
import io.rowkeep.control.SavedFor;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.Job;
import io.rowkeep.job.TimeOrderedIds;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Asks for backups and lists them. */
@RestController
@RequestMapping(BackupController.PATH)
class BackupController {

    static final String PATH = "/api/v1/backups";

    private final JobIntake intake;
    private final AnnouncedNames names;
    private final BackupCatalogue catalogue;
    private final VisibleBackups backups;
    private final TimeOrderedIds ids;

    BackupController(
            JobIntake intake,
            AnnouncedNames names,
            BackupCatalogue catalogue,
            VisibleBackups backups,
            TimeOrderedIds ids) {
        this.intake = intake;
        this.names = names;
        this.catalogue = catalogue;
        this.backups = backups;
        this.ids = ids;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Job> ask(
            @AuthenticationPrincipal Access access,
            @RequestHeader(name = RequestKey.HEADER, required = false) @Nullable String key,
            @RequestBody BackupRequest request) {
        request.requireWholeSystem();
        SourceName source = InvalidField.required(request.source(), "source", "the name of the source to back up");
        DatasetName dataset = Objects.requireNonNullElse(request.dataset(), DatasetName.ALL);
        List<TableName> tables = TableNames.of(request.tables());
        names.require(access, source, dataset, tables);
        BackupSpec spec = new BackupSpec(
                source,
                dataset,
                new BackupId(ids.next()),
                tables,
                Objects.requireNonNullElse(request.format(), BackupFormat.JSON),
                RequestedParameters.checked(
                        names.dataset(access, source, dataset), request.parameterTexts(), BackupRequest.PARAMETERS),
                request.label());
        requireFitting(access, spec);
        return Accepted.of(intake.submit(spec, access.caller(), RequestKey.of(key, PATH, request))
                .job());
    }

    private void requireFitting(Access access, BackupSpec spec) {
        boolean ofDocuments = spec.format() == BackupFormat.JSON || spec.format() == BackupFormat.NATIVE;
        if (!ofDocuments && names.holdsDocuments(access, spec.source())) {
            throw new InvalidField(
                    "format",
                    "The field 'format' is wrong: documents have no columns, so source '%s' is backed up as json or native, not %s"
                            .formatted(spec.source(), spec.format().id()));
        }
    }

    @GetMapping
    Page<BackupRecord> page(
            @AuthenticationPrincipal Access access,
            @RequestParam(required = false) @Nullable SourceName source,
            @RequestParam(required = false) @Nullable DatasetName dataset,
            @RequestParam(required = false) @Nullable SavedFor savedFor,
            @RequestParam(required = false) @Nullable Boolean held,
            @RequestParam(defaultValue = "50") Limit limit,
            @RequestParam(required = false) @Nullable String cursor) {
        BackupFilter filter = new BackupFilter(access.filter(null, null, source, dataset), savedFor, held);
        return catalogue.page(filter, cursor, limit.value());
    }

    @GetMapping("/{id}")
    BackupRecord backup(@AuthenticationPrincipal Access access, @PathVariable BackupId id) {
        return backups.require(access, id);
    }
}
