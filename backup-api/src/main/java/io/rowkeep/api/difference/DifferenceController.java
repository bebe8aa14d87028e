package io.rowkeep.api.difference;

import io.rowkeep.api.job.VisibleJobs;
import io.rowkeep.api.request.Limit;
import io.rowkeep.api.security.Access;
import io.rowkeep.control.JobStore;
import io.rowkeep.dataset.TableName;
import io.rowkeep.difference.DifferenceFilter;
import io.rowkeep.difference.DifferencePage;
import io.rowkeep.difference.DifferenceReader;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.DifferenceKind;
import io.rowkeep.job.JobId;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.storage.ObjectStore;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists the differences that previews found. They hold rows, so that it needs the role that downloads do. */
@RestController
class DifferenceController {

    private final VisibleJobs visible;
    private final JobStore jobs;
    private final DifferenceReader reader;

    DifferenceController(VisibleJobs visible, JobStore jobs, ObjectStore store) {
        this.visible = visible;
        this.jobs = jobs;
        this.reader = new DifferenceReader(store);
    }

    @GetMapping("/api/v1/jobs/{id}/differences")
    @Operation(
            summary = "The differences that the dry run of a restore found, table by table, in order of the key",
            description = """
                    An item is an object with `table`, `key` (left out for a table without one), `kind`, `outcome` (insert, update,
                    delete, keep) and `fields`: those that differ, each with `name` and what is `current`, in the `backup`, in the
                    `base` and the `result`, as text or null; a side that does not have the row is left out. A field with
                    `cut: true` has longer values than are shown.""")
    DifferencePage page(
            @AuthenticationPrincipal Access access,
            @PathVariable JobId id,
            @RequestParam(required = false) @Nullable TableName table,
            @RequestParam(required = false) @Nullable DifferenceKind kind,
            @RequestParam(defaultValue = "50") Limit limit,
            @RequestParam(required = false) @Nullable String cursor) {
        StoredList list = StoredList.of(visible.require(access, id));
        requireBackup(access, id);
        list.requireTable(table);
        try {
            return reader.page(list.keys(), new DifferenceFilter(table, kind), cursor, limit.value());
        } catch (BackupException e) {
            throw e.code() == ErrorCode.ARTIFACT_MISSING ? StoredList.gone(id) : e;
        }
    }

    /** The backup's side of the list is rows of the source that it was taken of, which may be another one than the job's. */
    private void requireBackup(Access access, JobId id) {
        boolean sees = jobs.specification(id)
                .filter(RestoreSpec.class::isInstance)
                .map(RestoreSpec.class::cast)
                .filter(restore -> access.sees(restore.from()))
                .isPresent();
        if (!sees) {
            throw StoredList.foreign(id);
        }
    }
}
