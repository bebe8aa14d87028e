package io.rowkeep.api.audit;

import io.rowkeep.api.request.Limit;
import io.rowkeep.api.security.Access;
import io.rowkeep.control.AuditEntry;
import io.rowkeep.control.AuditTrail;
import io.rowkeep.control.Page;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobId;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was asked for, and with whose token, for administrators. */
@RestController
class AuditController {

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/api/v1/audit")
    @Operation(
            summary = "Who did what, newest first",
            description =
                    "Actions: job.requested, job.cancel-requested, backup.held, backup.released, backup.labelled, backup.downloaded, token.created, token.revoked.")
    Page<AuditEntry> page(
            @AuthenticationPrincipal Access access,
            @RequestParam(required = false) @Nullable SourceName source,
            @RequestParam(required = false) @Nullable JobId job,
            @RequestParam(defaultValue = "50") Limit limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return trail.page(source, job, access.sources(), cursor, limit.value());
    }
}
