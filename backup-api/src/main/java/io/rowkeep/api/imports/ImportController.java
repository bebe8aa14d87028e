package io.rowkeep.api.imports;

import io.rowkeep.api.ApiSettings;
import io.rowkeep.api.backup.Label;
import io.rowkeep.api.job.Accepted;
import io.rowkeep.api.request.Places;
import io.rowkeep.api.request.Places.Place;
import io.rowkeep.api.request.RequestKey;
import io.rowkeep.api.security.Access;
import io.rowkeep.api.source.AnnouncedNames;
import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.Caller;
import io.rowkeep.control.IdempotencyKey;
import io.rowkeep.control.JobIntake;
import io.rowkeep.control.Submission;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.ImportFormat;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.job.Job;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.storage.ObjectStore;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes files that are to become backups. Memory does not depend on their size. */
@RestController
class ImportController {

    private static final String PATH = "/api/v1/backups/import";

    /** Each holds one piece in memory. */
    private static final int MOST_AT_ONCE = 8;

    private final JobIntake intake;
    private final AnnouncedNames names;
    private final ObjectStore store;
    private final TimeOrderedIds ids;
    private final long maxBytes;
    private final Places uploads = new Places(MOST_AT_ONCE, "uploads");

    ImportController(
            JobIntake intake, AnnouncedNames names, ObjectStore store, TimeOrderedIds ids, ApiSettings settings) {
        this.intake = intake;
        this.names = names;
        this.store = store;
        this.ids = ids;
        this.maxBytes = settings.maxUploadBytes();
    }

    @PostMapping(PATH)
    @Operation(summary = "Make a backup of a file: the body is the file itself, of whatever content type")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Job> ask(
            @AuthenticationPrincipal Access access,
            @RequestHeader(name = RequestKey.HEADER, required = false) @Nullable String key,
            @RequestParam SourceName source,
            @RequestParam(defaultValue = "all") DatasetName dataset,
            @RequestParam(required = false) @Nullable TableName table,
            @RequestParam(required = false) @Nullable ImportFormat format,
            @RequestParam(required = false) @Nullable String label,
            HttpServletRequest request)
            throws IOException {
        Label.checked(label);
        // A collection is there as soon as it has documents: only the worker knows which it may make.
        boolean known = table == null || names.holdsDocuments(access, source);
        names.require(access, source, dataset, known ? List.of() : List.of(table));
        StoredUpload.requireSize(request.getContentLengthLong(), maxBytes);
        BackupId backup = new BackupId(ids.next());
        Place place = uploads.take(access.caller().tokenId());
        try (StoredUpload upload = new StoredUpload(store, ArtifactKeys.uploads(source, backup), maxBytes)) {
            ImportSpec.Upload stored = upload.store(request.getInputStream());
            ImportSpec spec = new ImportSpec(source, dataset, backup, table, format, stored, label);
            ImportRequest same = new ImportRequest(source, dataset, table, format, label, stored.sha256());
            return Accepted.of(submit(spec, access.caller(), RequestKey.of(key, PATH, same), upload));
        } finally {
            place.close();
        }
    }

    /** Whatever breaks off here, a job may be there that reads the file; one that nobody reads is swept away. */
    private Job submit(ImportSpec spec, Caller caller, @Nullable IdempotencyKey key, StoredUpload upload) {
        upload.keep();
        try {
            Submission submission = intake.submit(spec, caller, key);
            if (submission.repeated()) {
                upload.discard();
            }
            return submission.job();
        } catch (BackupException | CannotCreateTransactionException refused) {
            upload.discard();
            throw refused;
        }
    }
}
